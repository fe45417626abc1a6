using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>The control plane of a managed topology.</summary>
[MinProperties(1)]
public sealed class ControlPlaneTopology
{
    /// <summary>How control plane Machines are taken down.</summary>
    public MachineDeletionSpec? Deletion { get; set; }

    /// <summary>Health checking of control plane Machines. Unset: as the class says.</summary>
    public ControlPlaneTopologyHealthCheck? HealthCheck { get; set; }

    /// <summary>Labels and annotations for the control plane object and its Machines, merged over the class's.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Further conditions a control plane Machine needs to be ready.</summary>
    [Items(1, 32), ListMap("conditionType")]
    public List<ConditionGate>? ReadinessGates { get; set; }

    /// <summary>Number of control plane Machines. Unset: left to the control plane object.</summary>
    public int? Replicas { get; set; }

    /// <summary>When control plane Machines are replaced without another change.</summary>
    public ControlPlaneTopologyRollout? Rollout { get; set; }

    /// <summary>Taints for the Nodes of the control plane.</summary>
    [Items(1, 64), ListMap("key", "effect")]
    public List<MachineTaint>? Taints { get; set; }

    /// <summary>Variable values that differ for the control plane.</summary>
    public TopologyVariableOverrides? Variables { get; set; }
}
