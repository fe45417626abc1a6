using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A kubeconfig for discovery.</summary>
public sealed class FileDiscoveryKubeConfig
{
    /// <summary>Server and trust. Unset parts come from the Cluster.</summary>
    public KubeConfigCluster? Cluster { get; set; }

    /// <summary>How the machine authenticates.</summary>
    [Required]
    public KubeConfigUser? User { get; set; }
}
