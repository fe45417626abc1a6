namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>A paused rollout still follows a change of the replicas, in proportion: no set gains on another.</summary>
internal static class PausedScaling
{
    public static RolloutPlan Plan(RolloutGoal goal, RolloutSet current, IEnumerable<RolloutSet> old)
    {
        var draft = new RolloutDraft(current, old);
        var active = draft.All.Where(s => s.Desired > 0).OrderByDescending(s => s.Desired).ThenByDescending(s => s.Created).ToList();
        if (active.Count <= 1)
        {
            var only = active.FirstOrDefault() ?? current;
            draft.Scale(only, goal.Replicas, $"MachineDeployment spec.replicas is {goal.Replicas}");
            return draft.ToPlan();
        }

        if (current.Desired == goal.Replicas && current.Available == goal.Replicas)
        {
            foreach (var set in draft.Old)
            {
                draft.Scale(set, 0, "the newest MachineSet has all replicas");
            }

            return draft.ToPlan();
        }

        // What a rollout has surged by stays: it was there before the pause.
        var total = draft.TotalDesired;
        var allowed = goal.Replicas == 0 ? 0 : goal.Replicas + goal.MaxSurge;
        var change = allowed - total;
        var left = change;
        foreach (var set in active)
        {
            var share = (int)Math.Round((double)set.Desired * change / total, MidpointRounding.AwayFromZero);
            share = change > 0 ? Math.Min(share, left) : Math.Max(share, Math.Max(left, -set.Desired));
            draft.Scale(set, set.Desired + share, $"in proportion to MachineDeployment spec.replicas {goal.Replicas}");
            left -= share;
        }

        // What rounding leaves over goes to the largest.
        if (left != 0)
        {
            draft.Scale(active[0], Math.Max(draft[active[0]] + left, 0), $"in proportion to MachineDeployment spec.replicas {goal.Replicas}");
        }

        return draft.ToPlan();
    }
}
