using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Scaling;
using Slipway.Kubeadm.ControlPlane.Workload;

namespace Slipway.Kubeadm.ControlPlane.Remediation;

/// <summary>Decides about Machines that a health check found ill.</summary>
internal static class RemediationPlanner
{
    // The most broken first: what these tell in this order, not True before True.
    private static readonly ImmutableArray<string> Severity =
    [
        ControlPlaneMachineConditions.EtcdMemberHealthy, ControlPlaneMachineConditions.EtcdPodHealthy,
        ControlPlaneMachineConditions.APIServerPodHealthy, ControlPlaneMachineConditions.ControllerManagerPodHealthy,
        ControlPlaneMachineConditions.SchedulerPodHealthy, ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet,
    ];

    /// <summary>The decision.</summary>
    public static RemediationDecision Decide(ControlPlaneScope scope)
    {
        if (scope.IsDeleting)
        {
            return new RemediationDecision.Nothing();
        }

        var annotation = scope.Object.Metadata.Annotations.Value(MachineBlueprint.RemediationInProgress);
        var started = RemediationRecord.Parse(annotation);
        if (annotation is not null && IsOver(scope, annotation, started) is { } why)
        {
            return new RemediationDecision.Finished(why);
        }

        // The annotation is written before the Machine is deleted: whoever died in between finds the Machine still there.
        if (started is not null && scope.Machines.FirstOrDefault(m => m.Name == started.Machine && !m.IsDeleting) is { } begun)
        {
            return begun.NeedsRemediation ? Replace(scope, begun, started) : new RemediationDecision.Finished("the Machine is well again");
        }

        if (Pick(scope.Machines) is not { } machine)
        {
            return new RemediationDecision.Nothing();
        }

        if (started is not null)
        {
            return new RemediationDecision.Deferred(
                machine, $"KubeadmControlPlane waiting for the replacement of Machine {started.Machine} before triggering remediation");
        }

        if (TopologyVersion.Awaited(scope) is { } version)
        {
            return new RemediationDecision.Deferred(
                machine,
                $"KubeadmControlPlane can't remediate while waiting for a version upgrade to {version} to be propagated from Cluster.spec.topology");
        }

        var (record, refusal) = RemediationRetry.Check(scope.Spec.Remediation, machine, scope.Now);
        return refusal ?? Replace(scope, machine, record);
    }

    /// <summary>The Machine to see to first: the one whose loss costs least.</summary>
    internal static ControlPlaneMachine? Pick(ImmutableArray<ControlPlaneMachine> machines) => machines
        .Where(m => m is { NeedsRemediation: true, IsDeleting: false } && !m.HasAnnotation(ClusterAnnotations.SkipRemediation))
        .OrderByDescending(m => m.HasAnnotation(ClusterAnnotations.RemediateMachine))
        .ThenByDescending(m => m.NodeName is null)
        .ThenBy(m => string.Concat(Severity.Select(t => m.Health.IsTrue(t) || !m.Health.States.ContainsKey(t) ? '1' : '0')), StringComparer.Ordinal)
        .ThenBy(m => m.Created)
        .ThenBy(m => m.Name, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Machines that a health check found ill and that are not this controller's to replace.</summary>
    internal static ImmutableArray<string> LeftAlone(ControlPlaneScope scope) =>
        [.. scope.Machines.Where(m => m is { IsFoundIll: true, IsDeleting: false, NeedsRemediation: false }).Select(m => m.Name).Order(StringComparer.Ordinal)];

    private static string? IsOver(ControlPlaneScope scope, string annotation, RemediationRecord? started)
    {
        if (started is null)
        {
            return "the annotation cannot be read";
        }

        if (scope.Machines.Any(m => m.Machine.Metadata.Annotations.Value(MachineBlueprint.RemediationFor) == annotation || m.Created > started.Timestamp))
        {
            return "the replacement has been made";
        }

        return scope.Machines.All(m => m.Name != started.Machine) && ScalePhases.Next(scope) is not ScaleDecision.Add
            ? "no replacement is wanted any more"
            : null;
    }

    private static RemediationDecision Replace(ControlPlaneScope scope, ControlPlaneMachine machine, RemediationRecord record) =>
        (scope.IsInitialized ? Gate(scope, machine) : null) ?? new RemediationDecision.Replace(machine, record);

    /// <summary>What must hold before a control plane that is at work loses a Machine.</summary>
    private static RemediationDecision? Gate(ControlPlaneScope scope, ControlPlaneMachine machine)
    {
        const string unsafeToRemove = "KubeadmControlPlane can't remediate this Machine because this could result in loosing "
            + "Kubernetes control plane components or in etcd quorum loss";
        var others = scope.Machines.Where(m => m.Name != machine.Name).ToList();
        if (others.Count == 0)
        {
            return new RemediationDecision.Refused(machine, "KubeadmControlPlane can't remediate if current replicas are less or equal to 1");
        }

        if (others.Find(m => m is { NodeName: null, IsFoundIll: false }) is { } provisioning)
        {
            return new RemediationDecision.Deferred(
                machine,
                "KubeadmControlPlane waiting for control plane Machine provisioning to complete before triggering remediation: "
                + $"Machine {provisioning.Name} has no Node yet");
        }

        if (others.Find(m => m.IsDeleting) is { } deleting)
        {
            return new RemediationDecision.Deferred(
                machine,
                "KubeadmControlPlane waiting for control plane Machine deletion to complete before triggering remediation: "
                + $"Machine {deleting.Name} is being deleted");
        }

        var etcd = scope.Workload.Etcd.ValueOrNull;
        if (scope.HasManagedEtcd && etcd is null)
        {
            return new RemediationDecision.Deferred(machine, "Failed to check etcd cluster health before remediation");
        }

        if (scope.Workload.State == WorkloadState.Pending)
        {
            return new RemediationDecision.Deferred(machine, "KubeadmControlPlane waiting for the connection to the workload cluster before triggering remediation");
        }

        if (!others.Exists(m => m.CanServe))
        {
            return new RemediationDecision.Refused(machine, $"{unsafeToRemove}: no other Machine has healthy components");
        }

        if (etcd is not null && MachineMember.Of(etcd, machine, scope.Machines) is { } member && !EtcdQuorum.AllowsRemoval(etcd, scope.Machines, member))
        {
            return new RemediationDecision.Refused(machine, unsafeToRemove);
        }

        return EtcdEffects.NoSuccessor(scope, machine) is { } problem ? new RemediationDecision.Refused(machine, problem) : null;
    }
}
