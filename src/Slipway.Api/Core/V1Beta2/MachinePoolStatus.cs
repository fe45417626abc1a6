using k8s.Models;
using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What was observed of a MachinePool.</summary>
[MinProperties(1)]
public sealed class MachinePoolStatus
{
    /// <summary>Machines that are available.</summary>
    public int? AvailableReplicas { get; set; }

    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public MachinePoolDeprecatedStatus? Deprecated { get; set; }

    /// <summary>Milestones of the first provisioning.</summary>
    public MachineInitialization? Initialization { get; set; }

    /// <summary>The machines' Nodes.</summary>
    [Items(Max = 10000), ListAtomic]
    public List<V1ObjectReference>? NodeRefs { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }

    /// <summary>Summary for people; controllers decide by conditions.</summary>
    [Enum(
        MachinePoolPhase.Pending, MachinePoolPhase.Provisioning, MachinePoolPhase.Provisioned, MachinePoolPhase.Running,
        MachinePoolPhase.ScalingUp, MachinePoolPhase.ScalingDown, MachinePoolPhase.Scaling, MachinePoolPhase.Deleting,
        MachinePoolPhase.Failed, MachinePoolPhase.Unknown)]
    public string? Phase { get; set; }

    /// <summary>Machines that are ready.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>Machines there are.</summary>
    public int? Replicas { get; set; }

    /// <summary>Machines that fit the spec.</summary>
    public int? UpToDateReplicas { get; set; }

    /// <summary>Kubernetes versions at work and how many machines run each.</summary>
    [Items(1, 100), ListMap("version")]
    public List<StatusVersion>? Versions { get; set; }
}
