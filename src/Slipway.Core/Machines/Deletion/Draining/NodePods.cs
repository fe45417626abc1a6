using System.Collections.Immutable;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>The pods on a Node, classified.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="Journal">Where evictions are noted.</param>
internal sealed record NodePods(ImmutableArray<DrainPod> Pods, RequestJournal Journal)
{
    public DrainPlan Plan { get; } = DrainPlan.Of(Pods);
}
