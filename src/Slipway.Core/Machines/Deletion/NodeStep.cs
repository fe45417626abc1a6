using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Machines.Deletion;

/// <summary>The steps that need the Node and a machine below it: the drain, and the wait for volumes.</summary>
internal static class NodeStep
{
    /// <summary>Whether the step is not, or no longer, to be taken.</summary>
    /// <param name="scope">What is known.</param>
    /// <param name="exclusion">The annotation by which a person leaves the step out.</param>
    /// <param name="started">When it began; null before.</param>
    /// <param name="limit">How many seconds it may take; null or 0 for ever.</param>
    /// <param name="now">The time.</param>
    public static bool IsSkipped(MachineScope scope, string exclusion, DateTime? started, int? limit, DateTimeOffset now) =>
        scope.Deletion is null or { NodeRefusal: not null }
        || scope.Machine.Metadata.Annotations?.ContainsKey(exclusion) == true
        || scope.Machine.Status?.Deletion?.WaitForPreTerminateHookStartTime is not null
        || scope.Infrastructure is Observed<ContractObject>.Absent or Observed<ContractObject>.Found { Value.Source.IsDeleting: true }
        || HasElapsed(started, limit, now);

    /// <summary>Whether a limit that was set has been used up.</summary>
    public static bool HasElapsed(DateTime? started, int? limit, DateTimeOffset now) =>
        started is { } since && limit is { } seconds and > 0 && now.UtcDateTime - since >= TimeSpan.FromSeconds(seconds);
}
