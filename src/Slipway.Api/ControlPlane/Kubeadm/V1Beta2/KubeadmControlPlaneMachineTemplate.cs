using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What the Machines of a control plane look like.</summary>
public sealed class KubeadmControlPlaneMachineTemplate
{
    /// <summary>Labels and annotations of the Machines.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Spec of the Machines.</summary>
    [Required]
    public KubeadmControlPlaneMachineTemplateSpec? Spec { get; set; }
}
