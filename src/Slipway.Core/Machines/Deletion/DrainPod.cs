using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion;

/// <summary>A pod on a Node that is drained.</summary>
/// <param name="Key">Namespace and name.</param>
/// <param name="Uid">The UID, so that a namesake is left alone.</param>
/// <param name="Behavior">What is done with it.</param>
/// <param name="Failure">Why the last eviction was refused; null when none was.</param>
internal sealed record DrainPod(ObjectKey Key, string Uid, DrainBehavior Behavior, string? Failure = null);
