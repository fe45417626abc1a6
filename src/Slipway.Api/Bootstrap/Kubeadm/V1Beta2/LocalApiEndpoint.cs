using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Where a control plane machine's own API server listens.</summary>
[MinProperties(1)]
public sealed class LocalApiEndpoint
{
    /// <summary>IP address announced. Unset: that of the default interface.</summary>
    [Length(1, 39)]
    public string? AdvertiseAddress { get; set; }

    /// <summary>TCP port. Default 6443.</summary>
    [Bounds(1)]
    public int? BindPort { get; set; }
}
