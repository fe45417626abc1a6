using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>How and when control plane Machines are replaced.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneRollout
{
    /// <summary>Machines created before this moment are replaced once it has passed.</summary>
    public DateTime? After { get; set; }

    /// <summary>Events ahead of which Machines are replaced.</summary>
    public KubeadmControlPlaneRolloutBefore? Before { get; set; }

    /// <summary>How old Machines give way to new ones.</summary>
    public KubeadmControlPlaneRolloutStrategy? Strategy { get; set; }
}
