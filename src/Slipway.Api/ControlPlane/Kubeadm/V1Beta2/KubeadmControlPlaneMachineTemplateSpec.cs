using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Spec of the Machines of a control plane.</summary>
public sealed class KubeadmControlPlaneMachineTemplateSpec
{
    /// <summary>How the Machines are taken down.</summary>
    public MachineDeletionSpec? Deletion { get; set; }

    /// <summary>Template of the infrastructure machines.</summary>
    [Required]
    public ContractVersionedObjectReference? InfrastructureRef { get; set; }

    /// <summary>Further conditions a Machine needs to be ready.</summary>
    [Items(1, 32), ListMap("conditionType")]
    public List<ConditionGate>? ReadinessGates { get; set; }

    /// <summary>Taints for the Nodes.</summary>
    [Items(1, 64), ListMap("key", "effect")]
    public List<MachineTaint>? Taints { get; set; }
}
