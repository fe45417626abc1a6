using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Objects;

/// <summary>Whether controllers shall leave an object alone: its Cluster is paused, or the object is by annotation.</summary>
public static class Pausing
{
    /// <summary>Whether the object is paused.</summary>
    public static bool IsPaused(Cluster? cluster, V1ObjectMeta metadata) =>
        cluster?.Spec?.Paused == true || metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true;

    /// <summary>What the condition Paused says, and why.</summary>
    public static ConditionState Condition(Cluster? cluster, V1ObjectMeta metadata, string kind)
    {
        if (!IsPaused(cluster, metadata))
        {
            return ConditionState.False(ConditionReasons.NotPaused);
        }

        string?[] causes =
        [
            cluster?.Spec?.Paused == true ? "Cluster spec.paused is set to true" : null,
            metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true ? $"{kind} has the {ClusterAnnotations.Paused} annotation" : null,
        ];
        return ConditionState.True(ConditionReasons.Paused, string.Join(", ", causes.OfType<string>()));
    }
}
