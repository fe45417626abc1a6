using System.Collections.Immutable;
using System.Text;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>Tells how far a drain is, in upstream's words: others read these phrases to say what holds up a deletion.</summary>
internal static class DrainMessage
{
    private const int MaxFailures = 5;
    private const int MaxNames = 3;
    private const string Budget = "annot evict pod as it would violate the pod's disruption budget.";
    private const string Gone = "After above Pods have been removed from the Node, ";

    public static string Of(DrainPlan plan, DateTime started)
    {
        var text = new StringBuilder($"Drain not completed yet (started at {KubeTime.Format(started)}):");

        // An eviction that was granted ends in a deletion that the list of pods does not show yet.
        Add([.. plan.Terminating, .. plan.Evict.Where(p => p.Attempt is { Refusal: null })],
            "deletionTimestamp set, but still not removed from the Node");
        Add([.. plan.Evict.Where(p => p.Attempt is null)], "eviction not requested yet");
        AddFailures(text, plan.Evict);
        Add(plan.Await, "waiting for completion");
        if (!plan.EvictLater.IsEmpty)
        {
            text.Append($"\n{Gone}the following Pods will be evicted: {Names(plan.EvictLater)}");
        }

        if (!plan.AwaitLater.IsEmpty)
        {
            text.Append($"\n{Gone}waiting for the following Pods to complete without eviction: {Names(plan.AwaitLater)}");
        }

        return text.ToString();

        void Add(ImmutableArray<DrainPod> pods, string state)
        {
            if (!pods.IsEmpty)
            {
                text.Append($"\n* {Pods(pods)}: {state}");
            }
        }
    }

    private static void AddFailures(StringBuilder text, ImmutableArray<DrainPod> evicted)
    {
        var failures = evicted
            .Where(p => p.Attempt?.Refusal is not null)
            .GroupBy(p => p.Attempt!.Refusal!, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var failure in failures.Take(MaxFailures))
        {
            var told = failure.Key.Replace("C" + Budget, "c" + Budget, StringComparison.Ordinal);
            var why = told.StartsWith("c" + Budget, StringComparison.Ordinal) ? told : $"failed to evict Pod, {told}";
            text.Append($"\n* {Pods([.. failure])}: {why}");
        }

        var others = failures.Skip(MaxFailures).Sum(g => g.Count());
        if (others > 0)
        {
            text.Append($"\n* {others} {(others == 1 ? "Pod" : "Pods")} with other issues");
        }
    }

    private static string Pods(ImmutableArray<DrainPod> pods) => $"{(pods.Length == 1 ? "Pod" : "Pods")} {Names(pods)}";

    private static string Names(ImmutableArray<DrainPod> pods) =>
        NameList.Of([.. pods.Select(p => p.Key.ToString()).Order(StringComparer.Ordinal)], MaxNames);
}
