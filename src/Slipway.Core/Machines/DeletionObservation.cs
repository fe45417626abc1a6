using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Deletion;
using Slipway.Core.Machines.Deletion.Draining;

namespace Slipway.Core.Machines;

/// <summary>What is known beside the rest when a Machine is being deleted.</summary>
/// <param name="NodeRefusal">Why its Node is left alone; null when it is to be drained and deleted.</param>
internal sealed record DeletionObservation(string? NodeRefusal)
{
    /// <summary>Why it cannot be told whether the Node is to be drained and deleted; null when it can.</summary>
    public Observed<ContractObject>.Unknown? Undecided { get; init; }

    /// <summary>The pods on its Node; Absent when there is no need to ask.</summary>
    public Observed<NodePods> Pods { get; init; } = new Observed<NodePods>.Absent();

    /// <summary>The volumes attached to its Node; Absent when there is no need to ask, or not yet.</summary>
    public Observed<AttachedVolumes> Volumes { get; init; } = new Observed<AttachedVolumes>.Absent();

    /// <summary>How long its Node's deletion has been tried since this program knows of it; null before its parts are gone.</summary>
    public TimeSpan? NodeDeletionTried { get; init; }
}
