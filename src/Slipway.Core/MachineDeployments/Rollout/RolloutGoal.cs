namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>What a rollout leads to, and its limits on the way.</summary>
/// <param name="Replicas">Machines wanted.</param>
/// <param name="MaxSurge">Machines allowed beyond that.</param>
/// <param name="MaxUnavailable">Machines that may lack availability.</param>
internal sealed record RolloutGoal(int Replicas, int MaxSurge, int MaxUnavailable)
{
    public int MinAvailable => Math.Max(Replicas - MaxUnavailable, 0);
}
