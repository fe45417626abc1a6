using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Events ahead of which Machines are replaced.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneRolloutBefore
{
    /// <summary>Days before its certificates expire that a Machine is replaced.</summary>
    [Bounds(7)]
    public int? CertificatesExpiryDays { get; set; }
}
