using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Discovery by a bootstrap token.</summary>
[MinProperties(1)]
public sealed class BootstrapTokenDiscovery
{
    /// <summary>Host and port of an API server. Unset: the Cluster's endpoint.</summary>
    [Length(1, 512)]
    public string? ApiServerEndpoint { get; set; }

    /// <summary>Hashes of the authority's public key, <c>sha256:hex</c>.</summary>
    [Items(1, 100), ListAtomic, Length(1, 512, Each = 1)]
    public List<string>? CaCertHashes { get; set; }

    /// <summary>The token: a secret. Unset: made by the controller.</summary>
    [Length(1, 512)]
    public string? Token { get; set; }

    /// <summary>Whether the authority is trusted unseen. Default false.</summary>
    public bool? UnsafeSkipCAVerification { get; set; }
}
