using System.Collections.Immutable;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>A pod on a Node that is drained.</summary>
/// <param name="Key">Namespace and name.</param>
/// <param name="Uid">The UID, so that a namesake is left alone.</param>
/// <param name="Behavior">What is done with it.</param>
internal sealed record DrainPod(ObjectKey Key, string Uid, DrainBehavior Behavior)
{
    /// <summary>Pods of a lower number are drained first.</summary>
    public int Order { get; init; }

    /// <summary>Whether it is on its way out.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>Names of the PersistentVolumeClaims that it uses, in its namespace.</summary>
    public ImmutableArray<string> Claims { get; init; } = [];

    /// <summary>The last time its eviction was asked for; null when it was not.</summary>
    public RequestOutcome? Attempt { get; init; }
}
