namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>
/// The strategy RollingUpdate: the new set grows as far as the surge allows, the old ones shrink as far as availability
/// allows. Decides one step from what is so now; whatever happens between steps, the limits hold.
/// </summary>
internal static class RollingUpdate
{
    public static RolloutPlan Plan(RolloutGoal goal, RolloutSet current, IEnumerable<RolloutSet> old)
    {
        var draft = new RolloutDraft(current, old);
        ScaleCurrent(draft, goal);
        ShrinkOld(draft, goal);
        BreakDeadlock(draft);
        return draft.ToPlan();
    }

    private static void ScaleCurrent(RolloutDraft draft, RolloutGoal goal)
    {
        var current = draft.Current;
        if (current.Desired > goal.Replicas)
        {
            draft.Scale(current, goal.Replicas, $"{current.Desired} replicas > {goal.Replicas} MachineDeployment spec.replicas");
            return;
        }

        // Machines that a set has not deleted yet still count: they occupy what the surge allows.
        var total = draft.All.Sum(s => Math.Max(draft[s], s.Actual));
        var room = Math.Min(goal.Replicas + goal.MaxSurge - total, goal.Replicas - current.Desired);
        if (room > 0)
        {
            draft.Scale(
                current, current.Desired + room, $"{total} current Machines < {goal.Replicas} MachineDeployment spec.replicas + {goal.MaxSurge} maxSurge");
        }
    }

    private static void ShrinkOld(RolloutDraft draft, RolloutGoal goal)
    {
        var newUnavailable = Math.Max(draft[draft.Current] - draft.Current.Available, 0);
        var budget = draft.TotalDesired - draft.PendingScaleDown - goal.MinAvailable - newUnavailable;

        // First what serves nobody: a set deletes unhealthy Machines before others, so no available one is lost.
        foreach (var set in draft.Old)
        {
            Shrink(set, Math.Min(budget, draft[set] - set.Available), $"{set.Available} available replicas < {draft[set]} replicas");
        }

        // Then the rest, where any Machine that is being deleted counts as an available one.
        foreach (var set in draft.Old)
        {
            var spare = SurelyAvailable(draft) - goal.MinAvailable;
            Shrink(
                set,
                Math.Min(Math.Min(budget, spare), draft[set]),
                $"{draft.TotalAvailable} available replicas > {goal.MinAvailable} minimum available replicas");
        }

        void Shrink(RolloutSet set, int count, string reason)
        {
            if (count > 0)
            {
                draft.Scale(set, draft[set] - count, reason);
                budget -= count;
            }
        }
    }

    private static int SurelyAvailable(RolloutDraft draft) =>
        draft.All.Sum(s => Math.Max(s.Available - Math.Max(s.Actual - draft[s], 0), 0));

    private static void BreakDeadlock(RolloutDraft draft)
    {
        var nothingMoves = draft.All.All(s => draft[s] == s.Desired && s.Desired == s.Actual);
        var newIsHealthy = draft.Current.Available == draft[draft.Current];
        if (!nothingMoves || !newIsHealthy || draft.Old.FirstOrDefault(s => s.Available < s.Actual) is not { } stuck)
        {
            return;
        }

        draft.Scale(stuck, draft[stuck] - 1, "the rollout cannot go on while an old Machine is unavailable");
    }
}
