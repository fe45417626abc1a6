using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Milestones of a control plane. None ever goes back to false.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneInitialization
{
    /// <summary>The API server has answered at least once.</summary>
    public bool? ControlPlaneInitialized { get; set; }
}
