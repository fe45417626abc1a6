using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;

namespace Slipway.Core.ClusterResourceSets.Report;

/// <summary>Fills in a ClusterResourceSet's status.</summary>
internal static class ClusterResourceSetReport
{
    public static void Fill(ResourceSetScope scope, PassOutcome outcome, ClusterResourceSet set, DateTimeOffset now)
    {
        if (scope.IsDeleting || Intermediate.Is(outcome))
        {
            return;
        }

        var status = set.Status ??= new ClusterResourceSetStatus();
        var conditions = status.Conditions ??= [];
        var generation = set.Metadata.Generation;
        if (!scope.IsPaused)
        {
            FillApplied(scope, outcome, status, generation, now);
            if (!outcome.Failed)
            {
                status.ObservedGeneration = generation;
            }
        }

        conditions.Set(ClusterResourceSetConditions.Paused, Pausing.Condition(cluster: null, set.Metadata, set.Kind), generation, now);
    }

    private static void FillApplied(
        ResourceSetScope scope, PassOutcome outcome, ClusterResourceSetStatus status, long? generation, DateTimeOffset now)
    {
        if (scope.Targets.IsEmpty)
        {
            // There is nothing to say of no Cluster, be it that there was one.
            status.Conditions!.Remove(ClusterResourceSetConditions.ResourcesApplied);
            status.Deprecated?.V1Beta1?.Conditions?.Remove(ClusterResourceSetConditions.ResourcesApplied);
            return;
        }

        var verdict = ResourcesApplied.Of(scope, outcome);
        status.Conditions!.Set(ClusterResourceSetConditions.ResourcesApplied, verdict.State, generation, now);
        var deprecated = ((status.Deprecated ??= new()).V1Beta1 ??= new()).Conditions ??= [];
        deprecated.Set(ClusterResourceSetConditions.ResourcesApplied, verdict.Deprecated, now);
    }
}
