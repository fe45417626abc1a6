using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A MachinePool of a managed topology.</summary>
public sealed class MachinePoolTopology
{
    /// <summary>Pool class of the ClusterClass to build from.</summary>
    [Required, Length(1, 256)]
    public string? Class { get; set; }

    /// <summary>How the Machines are taken down.</summary>
    public MachineDeletionSpec? Deletion { get; set; }

    /// <summary>Failure domains the pool may use.</summary>
    [Items(1, 100), ListAtomic, Length(1, 256, Each = 1)]
    public List<string>? FailureDomains { get; set; }

    /// <summary>Labels and annotations for the MachinePool and its Machines, merged over the class's.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Seconds a Machine must be ready before it is available. Default 0.</summary>
    [Bounds(0)]
    public int? MinReadySeconds { get; set; }

    /// <summary>Name within the topology, unique among its MachinePools.</summary>
    [Required, Length(1, 63), Pattern(Patterns.DnsSubdomain)]
    public string? Name { get; set; }

    /// <summary>Number of Machines. Unset: left to an autoscaler or the MachinePool.</summary>
    public int? Replicas { get; set; }

    /// <summary>Taints for the Nodes.</summary>
    [Items(1, 64), ListMap("key", "effect")]
    public List<MachineTaint>? Taints { get; set; }

    /// <summary>Variable values that differ for this pool.</summary>
    public TopologyVariableOverrides? Variables { get; set; }
}
