using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What was observed of the pool.</summary>
public sealed class DevMachinePoolStatus
{
    /// <summary>Observations about the object, one a type.</summary>
    [Items(Max = 32), ListMap("type")]
    public List<Condition>? Conditions { get; set; }

    /// <summary>Kind of the machines, by which a MachinePool finds them.</summary>
    public string? InfrastructureMachineKind { get; set; }

    /// <summary>The machines, one by one.</summary>
    public List<DevMachinePoolInstance>? Instances { get; set; }

    /// <summary>Generation of the object this status was computed from.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>Whether as many machines as wanted have been there once.</summary>
    public bool? Ready { get; set; }

    /// <summary>Machines there are.</summary>
    public int? Replicas { get; set; }
}
