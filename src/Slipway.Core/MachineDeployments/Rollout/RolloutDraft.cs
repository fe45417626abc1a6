using System.Collections.Immutable;

namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>A plan in the making: every set's replicas as decided so far.</summary>
internal sealed class RolloutDraft
{
    private readonly Dictionary<string, int> _replicas;
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    public RolloutDraft(RolloutSet current, IEnumerable<RolloutSet> old)
    {
        Current = current;
        Old = [.. old.OrderBy(s => s.Created).ThenBy(s => s.Name, StringComparer.Ordinal)];
        All = [.. Old, current];
        _replicas = All.ToDictionary(s => s.Name, s => s.Desired, StringComparer.Ordinal);
    }

    public RolloutSet Current { get; }

    /// <summary>All others, the oldest first.</summary>
    public ImmutableArray<RolloutSet> Old { get; }

    public ImmutableArray<RolloutSet> All { get; }

    public int TotalDesired => All.Sum(s => this[s]);

    public int TotalAvailable => All.Sum(s => s.Available);

    /// <summary>Machines that sets are about to delete: any of them may be an available one.</summary>
    public int PendingScaleDown => All.Sum(s => Math.Max(s.Actual - this[s], 0));

    public int this[RolloutSet set] => _replicas[set.Name];

    public void Scale(RolloutSet set, int replicas, string reason)
    {
        if (_replicas[set.Name] == replicas)
        {
            return;
        }

        _replicas[set.Name] = replicas;
        _reasons[set.Name] = reason;
    }

    public RolloutPlan ToPlan() => new(_replicas.ToImmutableDictionary(), _reasons.ToImmutableDictionary());
}
