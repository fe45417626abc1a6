using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Remediation;

/// <summary>A replacement that falls ill soon is the same case again: tries are counted and spaced.</summary>
internal static class RemediationRetry
{
    private const int DefaultMinHealthySeconds = 3600;

    /// <summary>What to remember of this try, and what forbids it; null when nothing does.</summary>
    /// <param name="limits">The control plane's limits; null for the defaults.</param>
    /// <param name="machine">The Machine.</param>
    /// <param name="now">The time now.</param>
    public static (RemediationRecord Record, RemediationDecision? Refusal) Check(
        KubeadmControlPlaneRemediation? limits, ControlPlaneMachine machine, DateTimeOffset now)
    {
        var before = RemediationRecord.Parse(machine.Machine.Metadata.Annotations.Value(MachineBlueprint.RemediationFor));
        var minHealthy = TimeSpan.FromSeconds(limits?.MinHealthyPeriodSeconds ?? DefaultMinHealthySeconds);
        if (before is null || before.Timestamp + minHealthy <= now)
        {
            return (new(machine.Name, now, 0), null);
        }

        var record = new RemediationRecord(machine.Name, now, before.RetryCount + 1);
        var next = before.Timestamp + TimeSpan.FromSeconds(limits?.RetryPeriodSeconds ?? 0);
        if (now < next)
        {
            var period = GoDuration.FromSeconds(limits!.RetryPeriodSeconds);
            return (record, new RemediationDecision.Deferred(
                machine,
                "KubeadmControlPlane can't remediate this machine because the operation already failed in the latest "
                + $"{period} (RetryPeriodSeconds); it is tried again at {KubeTime.Format(next)}")
            {
                Until = next,
            });
        }

        return (record, limits?.MaxRetry is { } max && before.RetryCount >= max
            ? new RemediationDecision.Refused(
                machine, $"KubeadmControlPlane can't remediate this machine because the operation already failed {max} times (MaxRetry)")
            : null);
    }
}
