using System.Collections.Immutable;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>Decides the next step towards the wanted number of Machines, without regard to whether now is the time.</summary>
internal static class ScalePlanner
{
    /// <summary>The next step.</summary>
    /// <param name="desired">How many Machines are wanted.</param>
    /// <param name="maxSurge">How many more there may be while Machines are replaced: 0 or 1.</param>
    /// <param name="domains">The failure domains.</param>
    /// <param name="machines">The Machines there are, those being deleted too.</param>
    public static ScaleDecision Next(int desired, int maxSurge, ImmutableArray<string> domains, ImmutableArray<ControlPlaneMachine> machines)
    {
        var isRollingOut = machines.Any(m => m is { IsUpToDate: false, IsDeleting: false });
        var limit = desired + (isRollingOut ? maxSurge : 0);
        if (machines.Length < limit)
        {
            return new ScaleDecision.Add(FailureDomains.ForNew(domains, machines));
        }

        if (machines.Length > desired || isRollingOut)
        {
            return ScaleDownPick.Choose(domains, machines) is { } machine ? new ScaleDecision.Remove(machine) : new ScaleDecision.Settled();
        }

        return new ScaleDecision.Settled();
    }
}
