using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>How a machine authenticates for discovery: one of the two.</summary>
[MinProperties(1)]
public sealed class KubeConfigUser
{
    /// <summary>A named authentication provider.</summary>
    public KubeConfigAuthProvider? AuthProvider { get; set; }

    /// <summary>A program that gives credentials.</summary>
    public KubeConfigAuthExec? Exec { get; set; }
}
