using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What was observed of a MachineSet.</summary>
[MinProperties(1)]
public sealed class MachineSetStatus
{
    /// <summary>Machines whose condition Available is True.</summary>
    public int? AvailableReplicas { get; set; }

    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Status kept for clients of older API versions.</summary>
    public MachineSetDeprecatedStatus? Deprecated { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    [Bounds(1)]
    public long? ObservedGeneration { get; set; }

    /// <summary>Machines whose condition Ready is True.</summary>
    public int? ReadyReplicas { get; set; }

    /// <summary>Machines there are.</summary>
    public int? Replicas { get; set; }

    /// <summary>The label selector as text, for the scale subresource.</summary>
    [Length(1, 4096)]
    public string? Selector { get; set; }

    /// <summary>Machines whose condition UpToDate is True.</summary>
    public int? UpToDateReplicas { get; set; }

    /// <summary>Kubernetes versions at work and how many Machines run each.</summary>
    [Items(1, 100), ListMap("version")]
    public List<StatusVersion>? Versions { get; set; }
}
