using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A MachineDeployment of a managed topology.</summary>
public sealed class MachineDeploymentTopology
{
    /// <summary>Worker class of the ClusterClass to build from.</summary>
    [Required, Length(1, 256)]
    public string? Class { get; set; }

    /// <summary>How the Machines are taken down.</summary>
    public MachineDeploymentTopologyDeletion? Deletion { get; set; }

    /// <summary>Failure domain for the Machines. Unset: the infrastructure provider chooses.</summary>
    [Length(1, 256)]
    public string? FailureDomain { get; set; }

    /// <summary>Health checking of the Machines. Unset: as the class says.</summary>
    public MachineDeploymentTopologyHealthCheck? HealthCheck { get; set; }

    /// <summary>Labels and annotations for the MachineDeployment and its Machines, merged over the class's.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Seconds a Machine must be ready before it is available. Default 0.</summary>
    [Bounds(0)]
    public int? MinReadySeconds { get; set; }

    /// <summary>Name within the topology, unique among its MachineDeployments.</summary>
    [Required, Length(1, 63), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }

    /// <summary>Further conditions a Machine needs to be ready.</summary>
    [Items(1, 32), ListMap("conditionType")]
    public List<ConditionGate>? ReadinessGates { get; set; }

    /// <summary>Number of Machines. Unset: left to an autoscaler or the MachineDeployment.</summary>
    public int? Replicas { get; set; }

    /// <summary>How and when Machines are replaced.</summary>
    public MachineDeploymentRollout? Rollout { get; set; }

    /// <summary>Taints for the Nodes.</summary>
    [Items(1, 64), ListMap("key", "effect")]
    public List<MachineTaint>? Taints { get; set; }

    /// <summary>Variable values that differ for this group.</summary>
    public TopologyVariableOverrides? Variables { get; set; }
}
