using System.Collections.Immutable;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>The pods that a drain is about, by what is to become of them; each list sorted by namespace and name.</summary>
/// <param name="Evict">To be evicted now.</param>
/// <param name="EvictLater">To be evicted when those before them are gone.</param>
/// <param name="Terminating">On their way out.</param>
/// <param name="Await">Waited for until they complete.</param>
/// <param name="AwaitLater">Waited for when those before them are gone.</param>
internal sealed record DrainPlan(
    ImmutableArray<DrainPod> Evict,
    ImmutableArray<DrainPod> EvictLater,
    ImmutableArray<DrainPod> Terminating,
    ImmutableArray<DrainPod> Await,
    ImmutableArray<DrainPod> AwaitLater)
{
    public bool IsCompleted => Evict.IsEmpty && EvictLater.IsEmpty && Terminating.IsEmpty && Await.IsEmpty && AwaitLater.IsEmpty;

    /// <summary>Only pods of the lowest order that is left are evicted or waited for.</summary>
    public static DrainPlan Of(ImmutableArray<DrainPod> pods)
    {
        var left = pods
            .Where(p => p.Behavior is DrainBehavior.Drain or DrainBehavior.WaitCompleted)
            .OrderBy(p => p.Key.ToString(), StringComparer.Ordinal)
            .ToList();
        var lowest = left.Count == 0 ? 0 : left.Min(p => p.Order);
        return new DrainPlan(
            Evict: Pods(DrainBehavior.Drain, p => !p.IsTerminating && p.Order == lowest),
            EvictLater: Pods(DrainBehavior.Drain, p => !p.IsTerminating && p.Order != lowest),
            Terminating: Pods(DrainBehavior.Drain, p => p.IsTerminating),
            Await: Pods(DrainBehavior.WaitCompleted, p => p.Order == lowest),
            AwaitLater: Pods(DrainBehavior.WaitCompleted, p => p.Order != lowest));

        ImmutableArray<DrainPod> Pods(DrainBehavior behavior, Func<DrainPod, bool> which) =>
            [.. left.Where(p => p.Behavior == behavior && which(p))];
    }

    /// <summary>Pods whose eviction is to be asked for, the first time or again.</summary>
    public ImmutableArray<DrainPod> Due(DateTimeOffset now, TimeSpan pace) =>
        [.. Evict.Where(p => p.Attempt is null || now - p.Attempt.At >= pace)];
}
