using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Rollout;

namespace Slipway.Kubeadm.ControlPlane.Phases;

/// <summary>Looks again when a day comes on which something is to be done that no watch tells of.</summary>
internal static class DuePhase
{
    // Clocks are set, machines sleep: no wait is worth more than a day's trust.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Waits for the next such day.</summary>
    public static PhaseResult Decide(ControlPlaneScope scope, DateTimeOffset now)
    {
        var next = Dates(scope).Where(d => d > now).Select(d => (DateTimeOffset?)d).Min();
        return next is { } due
            ? PhaseResult.WaitFor("WaitingForDate", "", due - now < Longest ? due - now : Longest)
            : PhaseResult.Completed;
    }

    private static IEnumerable<DateTimeOffset> Dates(ControlPlaneScope scope)
    {
        foreach (var machine in scope.Machines.Where(m => !m.IsDeleting))
        {
            if (UpToDateCheck.CertificatesDue(scope.Object, machine.Machine) is { } certificates)
            {
                yield return certificates;
            }
        }

        if (UpToDateCheck.RolloutAfter(scope.Object) is { } after)
        {
            yield return after;
        }

        // An illness is told of when it has lasted.
        foreach (var machine in scope.Machines.Where(m => m is { IsDeleting: false, NodeName: not null }))
        {
            if (IllSince.Of(machine, MachineHealth.AllTypes, scope.Now) is { } since)
            {
                yield return since + Tally.Moment + TimeSpan.FromSeconds(1);
            }
        }

        if (scope.KubeconfigDue is { } kubeconfig)
        {
            yield return kubeconfig;
        }
    }
}
