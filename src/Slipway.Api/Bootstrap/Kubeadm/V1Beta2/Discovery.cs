using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>How a joining machine finds the cluster and comes to trust it.</summary>
[MinProperties(1)]
public sealed class Discovery
{
    /// <summary>By a token and the hash of the authority.</summary>
    public BootstrapTokenDiscovery? BootstrapToken { get; set; }

    /// <summary>By a kubeconfig file.</summary>
    public FileDiscovery? File { get; set; }

    /// <summary>Token for the kubelet's TLS bootstrap. Unset: the discovery token.</summary>
    [Length(1, 512)]
    public string? TlsBootstrapToken { get; set; }
}
