using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Sorts the pods of a Node by what a drain does with them; the first rule that applies decides.</summary>
internal static class PodFilter
{
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    // A pod that an unreachable kubelet cannot confirm as gone must not hold up the drain for ever.
    private static readonly TimeSpan UnreachableGrace = TimeSpan.FromSeconds(1);

    public static DrainBehavior Classify(V1Pod pod, bool nodeUnreachable, DateTimeOffset now)
    {
        var deleted = pod.Metadata.DeletionTimestamp;
        if (nodeUnreachable && deleted is { } since && now.UtcDateTime - since.ToUniversalTime() > UnreachableGrace)
        {
            return DrainBehavior.Skip;
        }

        var finished = pod.Status?.Phase is "Succeeded" or "Failed";
        var ofDaemonSet = pod.Metadata.OwnerReferences?.Any(o => o is { Controller: true, Kind: "DaemonSet" }) == true;
        if ((ofDaemonSet && !finished) || pod.Metadata.Annotations?.ContainsKey(MirrorAnnotation) == true
            || pod.Metadata.OwnerReferences?.Any(o => o is { Controller: true, Kind: "Node" }) == true)
        {
            return DrainBehavior.Skip;
        }

        var label = pod.Metadata.Labels?.TryGetValue(ClusterLabels.Drain, out var value) == true ? value.ToLowerInvariant() : null;
        return label switch
        {
            "skip" => DrainBehavior.Skip,
            "wait-completed" or "waitcompleted" => finished ? DrainBehavior.Skip : DrainBehavior.WaitCompleted,
            _ => deleted is null ? DrainBehavior.Evict : DrainBehavior.Terminating,
        };
    }
}
