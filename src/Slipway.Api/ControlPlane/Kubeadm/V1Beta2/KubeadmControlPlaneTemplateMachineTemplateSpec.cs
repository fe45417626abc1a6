using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Spec of the Machines of a templated control plane.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneTemplateMachineTemplateSpec
{
    /// <summary>How the Machines are taken down.</summary>
    public MachineDeletionSpec? Deletion { get; set; }

    /// <summary>Taints for the Nodes.</summary>
    [Items(1, 64), ListMap("key", "effect")]
    public List<MachineTaint>? Taints { get; set; }
}
