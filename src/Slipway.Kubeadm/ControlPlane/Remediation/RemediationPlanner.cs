using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Remediation;

/// <summary>Decides about Machines that a health check found ill.</summary>
internal static class RemediationPlanner
{
    private const int DefaultMinHealthySeconds = 3600;

    /// <summary>The decision.</summary>
    public static RemediationDecision Decide(ControlPlaneScope scope)
    {
        if (scope.IsDeleting || Pick(scope.Machines) is not { } machine)
        {
            return new RemediationDecision.Nothing();
        }

        var inProgress = RemediationRecord.Parse(scope.Object.Metadata.Annotations.Value(MachineBlueprint.RemediationInProgress));
        if (inProgress is not null)
        {
            return new RemediationDecision.Deferred(machine, $"waiting for the replacement of Machine {inProgress.Machine}");
        }

        var (record, refusal) = Retry(scope.Spec.Remediation, machine, scope.Now);
        return refusal ?? (scope.IsInitialized ? Gate(scope, machine) : null) ?? new RemediationDecision.Replace(machine, record);
    }

    /// <summary>The Machine to see to first: the one whose loss costs least.</summary>
    internal static ControlPlaneMachine? Pick(ImmutableArray<ControlPlaneMachine> machines) => machines
        .Where(m => m is { NeedsRemediation: true, IsDeleting: false } && !m.HasAnnotation(ClusterAnnotations.SkipRemediation))
        .OrderByDescending(m => m.HasAnnotation(ClusterAnnotations.RemediateMachine))
        .ThenByDescending(m => m.NodeName is null)
        .ThenByDescending(m => m.HasIllEtcd)
        .ThenByDescending(m => MachineHealth.ComponentTypes.Any(m.Health.IsFalse))
        .ThenByDescending(m => m.Health.IsFalse(ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet))
        .ThenBy(m => m.Created)
        .ThenBy(m => m.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>A replacement that fell ill soon is the same case again: tries are counted and spaced.</summary>
    private static (RemediationRecord Record, RemediationDecision? Refusal) Retry(
        KubeadmControlPlaneRemediation? limits, ControlPlaneMachine machine, DateTimeOffset now)
    {
        var before = RemediationRecord.Parse(machine.Machine.Metadata.Annotations.Value(MachineBlueprint.RemediationFor));
        var minHealthy = TimeSpan.FromSeconds(limits?.MinHealthyPeriodSeconds ?? DefaultMinHealthySeconds);
        if (before is null || now - before.Timestamp > minHealthy)
        {
            return (new(machine.Name, now, 0), null);
        }

        var record = new RemediationRecord(machine.Name, now, before.RetryCount + 1);
        if (limits?.MaxRetry is { } max && before.RetryCount >= max)
        {
            return (record, new RemediationDecision.Refused(
                machine, $"KubeadmControlPlane can't remediate this machine: that failed {max} times already (spec.remediation.maxRetry)"));
        }

        var next = before.Timestamp + TimeSpan.FromSeconds(limits?.RetryPeriodSeconds ?? 0);
        return (record, now < next
            ? new RemediationDecision.Deferred(
                machine, $"waiting until {KubeTime.Format(next)} to try again (spec.remediation.retryPeriodSeconds)")
            : null);
    }

    /// <summary>What must hold before a control plane that is at work loses a Machine.</summary>
    private static RemediationDecision? Gate(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        var others = scope.Machines.Where(m => m.Name != machine.Name).ToList();
        if (others.Count == 0)
        {
            return new RemediationDecision.Refused(machine, "KubeadmControlPlane can't remediate if current replicas are less or equal to 1");
        }

        if (others.Find(m => m.IsDeleting) is { } deleting)
        {
            return new RemediationDecision.Deferred(machine, $"waiting for Machine {deleting.Name} to be deleted");
        }

        if (others.Find(m => m is { NodeName: null, NeedsRemediation: false }) is { } provisioning)
        {
            return new RemediationDecision.Deferred(machine, $"waiting for Machine {provisioning.Name} to finish provisioning");
        }

        if (!others.Exists(m => MachineHealth.ComponentTypes.All(m.Health.IsTrue)))
        {
            return new RemediationDecision.Refused(
                machine, "KubeadmControlPlane can't remediate this machine: no other control plane machine is healthy");
        }

        if (!scope.HasManagedEtcd)
        {
            return null;
        }

        if (scope.Workload.Etcd is not Observed<EtcdSnapshot>.Found(var etcd))
        {
            return new RemediationDecision.Deferred(machine, "waiting for etcd to tell its members");
        }

        return etcd.On(machine.NodeName) is not { } member || EtcdQuorum.AllowsRemoval(etcd, scope.Machines, member)
            ? null
            : new RemediationDecision.Refused(machine, "KubeadmControlPlane can't remediate this machine because this could result in etcd losing its quorum");
    }
}
