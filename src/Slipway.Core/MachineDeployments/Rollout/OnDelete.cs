namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>The strategy OnDelete: old Machines go when a person deletes them, and are replaced by new ones.</summary>
internal static class OnDelete
{
    public static RolloutPlan Plan(RolloutGoal goal, RolloutSet current, IEnumerable<RolloutSet> old)
    {
        var draft = new RolloutDraft(current, old);
        ScaleCurrent(draft, goal);
        FollowDeletions(draft);
        CutExcess(draft, goal);
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

        var total = draft.All.Sum(s => Math.Max(draft[s], s.Actual));
        if (total < goal.Replicas)
        {
            var room = Math.Min(goal.Replicas - total, goal.Replicas - current.Desired);
            draft.Scale(current, current.Desired + room, $"{total} current Machines < {goal.Replicas} MachineDeployment spec.replicas");
        }
    }

    private static void FollowDeletions(RolloutDraft draft)
    {
        foreach (var set in draft.Old.Where(s => s.Actual < draft[s]))
        {
            draft.Scale(set, set.Actual, "scale down to align to existing Machines");
        }
    }

    private static void CutExcess(RolloutDraft draft, RolloutGoal goal)
    {
        var excess = draft.TotalDesired - goal.Replicas;
        foreach (var set in draft.Old)
        {
            var count = Math.Min(excess, draft[set]);
            if (count > 0)
            {
                draft.Scale(set, draft[set] - count, $"{draft.TotalDesired} replicas > {goal.Replicas} MachineDeployment spec.replicas");
                excess -= count;
            }
        }
    }
}
