using System.Collections.Immutable;
using Slipway.Core.Machines.Deletion;

namespace Slipway.Core.Machines;

/// <summary>What is known beside the rest when a Machine is being deleted.</summary>
/// <param name="NodeRefusal">Why its Node is left alone; null when it is to be drained and deleted.</param>
/// <param name="Pods">The pods on its Node, classified; empty when they were not asked for.</param>
/// <param name="AttachedVolumes">Volumes attached to its Node that are waited for, by name.</param>
internal sealed record DeletionObservation(string? NodeRefusal, ImmutableArray<DrainPod> Pods, ImmutableArray<string> AttachedVolumes);
