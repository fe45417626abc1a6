using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>Sorts the pods of a Node by what a drain does with them; the first rule that applies decides.</summary>
internal static class PodFilter
{
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    public static DrainPod Classify(KubeObject source, PodSurroundings around, DateTimeOffset now)
    {
        var pod = source.View(BuiltInTypes.Pod.Json);
        var (behavior, order) = Decide(source, pod, around, now);
        var awaited = behavior == DrainBehavior.WaitCompleted && IsFinished(pod) ? DrainBehavior.Completed : behavior;
        return new DrainPod(source.Key, source.Metadata.Uid, awaited)
        {
            Order = order,
            IsTerminating = source.IsDeleting,
            Claims = [.. (pod.Spec?.Volumes ?? []).Select(v => v.PersistentVolumeClaim?.ClaimName).OfType<string>()],
        };
    }

    /// <summary>The DaemonSet that would bring the pod straight back; null when none would.</summary>
    public static ObjectKey? DaemonSetOf(KubeObject pod) =>
        pod.Metadata.ControllerOwner is { Kind: "DaemonSet" } owner && !IsFinished(pod.View(BuiltInTypes.Pod.Json))
            ? pod.Key with { Name = owner.Name }
            : null;

    private static (DrainBehavior Behavior, int Order) Decide(KubeObject source, V1Pod pod, PodSurroundings around, DateTimeOffset now)
    {
        if (IsGivenUp(pod, around.NodeUnreachable, now)
            || (DaemonSetOf(source) is { } daemonSet && !around.MissingDaemonSets.Contains(daemonSet))
            || source.Metadata.Annotations.ContainsKey(MirrorAnnotation)
            || source.Metadata.ControllerOwner is { Kind: "Node" })
        {
            return (DrainBehavior.Skip, 0);
        }

        if (OfLabel(source.Metadata.Labels.GetValueOrDefault(ClusterLabels.Drain)) is { } asked)
        {
            return (asked, 0);
        }

        var namespaceLabels = around.NamespaceLabels.GetValueOrDefault(source.Key.Namespace, ImmutableDictionary<string, string>.Empty);
        var rule = around.Rules.FirstOrDefault(r => r.IsAbout(source, namespaceLabels));
        return rule is null ? (DrainBehavior.Drain, 0) : (rule.Behavior, rule.Order);
    }

    /// <summary>A pod that an unreachable kubelet cannot confirm as gone must not hold up the drain for ever.</summary>
    private static bool IsGivenUp(V1Pod pod, bool nodeUnreachable, DateTimeOffset now) =>
        nodeUnreachable && pod.Metadata.DeletionTimestamp is { } deleted
            && now.UtcDateTime - deleted.ToUniversalTime() >= TimeSpan.FromSeconds(2);

    private static DrainBehavior? OfLabel(string? label) => label?.ToLowerInvariant() switch
    {
        "skip" => DrainBehavior.Skip,
        "wait-completed" or "waitcompleted" => DrainBehavior.WaitCompleted,
        _ => null,
    };

    private static bool IsFinished(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";
}
