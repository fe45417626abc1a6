using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Workload;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>The status of older API versions.</summary>
internal static class DeprecatedReport
{
    private const string MachinesCreated = "MachinesCreated";
    private const string MachinesSpecUpToDate = "MachinesSpecUpToDate";
    private const string Resized = "Resized";

    // The weightiest first.
    private static readonly string[] Summarized =
    [
        MachinesCreated, MachinesSpecUpToDate, Resized, KubeadmControlPlaneConditions.MachinesReady, KubeadmControlPlaneConditions.Available,
        KubeadmControlPlaneConditions.CertificatesAvailable,
    ];

    public static void Write(ControlPlaneScope scope, PassOutcome outcome, KubeadmControlPlaneStatus status, DateTimeOffset now)
    {
        var deprecated = (status.Deprecated ??= new KubeadmControlPlaneDeprecatedStatus()).V1Beta1 ??= new KubeadmControlPlaneDeprecatedV1Beta1Status();
        deprecated.ReadyReplicas = ReadyNodes(scope) ?? deprecated.ReadyReplicas ?? 0;
        deprecated.UpdatedReplicas = scope.Machines.Count(m => m.IsUpToDate);
        deprecated.UnavailableReplicas = Math.Max(0, scope.Machines.Length - deprecated.ReadyReplicas.Value);
        var conditions = deprecated.Conditions ??= [];
        foreach (var (type, state) in States(scope, outcome, status, conditions))
        {
            conditions.Set(type, state, now);
        }

        if (conditions.Summarize(Summarized) is { } ready)
        {
            conditions.Set("Ready", ready, now);
        }
    }

    /// <summary>Older clients understood a replica as ready whose Node is. Null while the cluster's last word holds.</summary>
    private static int? ReadyNodes(ControlPlaneScope scope) => scope switch
    {
        { IsDeleting: true } => 0,
        { Workload: { State: WorkloadState.Connected, ControlPlaneNodes: not Observed<IReadOnlyList<string>>.Unknown } } =>
            scope.Machines.Count(m => scope.Workload.IsNodeReady(m.NodeName)),
        { Workload.State: WorkloadState.Pending } => null,
        _ => 0,
    };

    /// <summary>What there is to say: of what nobody reports, nothing.</summary>
    private static IEnumerable<(string Type, DeprecatedConditionState State)> States(
        ControlPlaneScope scope, PassOutcome outcome, KubeadmControlPlaneStatus status, List<DeprecatedCondition> conditions) =>
        Candidates(scope, outcome, status, conditions).Where(c => c.State is not null).Select(c => (c.Type, c.State!.Value));

    private static IEnumerable<(string Type, DeprecatedConditionState? State)> Candidates(
        ControlPlaneScope scope, PassOutcome outcome, KubeadmControlPlaneStatus status, List<DeprecatedCondition> conditions)
    {
        // Older clients understood Available as: the API server has come up.
        if (scope.IsInitialized || scope.InfrastructureProvisioned)
        {
            yield return (
                KubeadmControlPlaneConditions.Available,
                scope.IsInitialized ? DeprecatedConditionState.True() : DeprecatedConditionState.Info("WaitingForKubeadmInit"));
        }

        yield return (KubeadmControlPlaneConditions.CertificatesAvailable, Certificates(scope, status));

        // While nobody answers, what was last known holds.
        if (scope is
            {
                IsInitialized: true,
                Workload: { State: WorkloadState.Connected, ControlPlaneNodes: Observed<IReadOnlyList<string>>.Unknown unknown },
            })
        {
            yield return (
                KubeadmControlPlaneConditions.ControlPlaneComponentsHealthy,
                DeprecatedConditionState.Unknown("ControlPlaneComponentsInspectionFailed", $"Failed to list Nodes which are hosting control plane components: {unknown.Message}"));
            yield return (
                KubeadmControlPlaneConditions.EtcdClusterHealthy,
                scope.HasManagedEtcd
                    ? DeprecatedConditionState.Unknown("EtcdClusterInspectionFailed", $"Failed to list Nodes which are hosting the etcd members: {unknown.Message}")
                    : DeprecatedConditionState.True());
        }
        else if (scope.IsInitialized && scope.Workload.State == WorkloadState.Connected)
        {
            yield return (
                KubeadmControlPlaneConditions.ControlPlaneComponentsHealthy,
                Health(scope, HealthConditions.PodTypes, HealthConditions.NodeProblems(scope), "ControlPlaneComponents", "control plane"));
            yield return (
                KubeadmControlPlaneConditions.EtcdClusterHealthy,
                scope.HasManagedEtcd
                    ? Health(scope, HealthConditions.MemberTypes, HealthConditions.EtcdProblems(scope), "EtcdCluster", "etcd member")
                    : DeprecatedConditionState.True());
        }

        yield return (MachinesCreated, CreationState.Of(scope, outcome));

        if (!scope.Machines.IsEmpty && status.Conditions.Find(KubeadmControlPlaneConditions.MachinesReady) is { } ready)
        {
            yield return (KubeadmControlPlaneConditions.MachinesReady, Mirror(ready));
        }

        var outdated = scope.Machines.Count(m => m is { IsUpToDate: false, IsDeleting: false });
        if (outdated > 0 || conditions.Find(MachinesSpecUpToDate) is not null)
        {
            yield return (MachinesSpecUpToDate, outdated == 0
                ? DeprecatedConditionState.True()
                : DeprecatedConditionState.Warning(
                    "RollingUpdateInProgress", $"Rolling {outdated} replicas with outdated spec ({scope.Machines.Length - outdated} replicas up to date)"));
        }

        yield return (Resized, ResizedState(scope, conditions));
    }

    private static DeprecatedConditionState? ResizedState(ControlPlaneScope scope, List<DeprecatedCondition> conditions)
    {
        if (scope.IsDeleting)
        {
            return DeprecatedConditionState.Info("Deleting", scope.Workers.IsEmpty ? null : "Waiting for worker nodes to be deleted first");
        }

        var (current, desired) = (scope.Machines.Length, scope.DesiredReplicas);
        return current.CompareTo(desired) switch
        {
            < 0 => DeprecatedConditionState.Warning("ScalingUp", $"Scaling up control plane to {desired} replicas (actual {current})"),
            > 0 => DeprecatedConditionState.Warning("ScalingDown", $"Scaling down control plane to {desired} replicas (actual {current})"),

            // The Machine that was made last must be ready too: until then it says what it said.
            _ when scope.Machines.All(m => m.Machine.Status?.Conditions.IsTrue(MachineConditions.Ready) == true) => DeprecatedConditionState.True(),
            _ => conditions.Find(Resized) is null
                ? DeprecatedConditionState.Warning("ScalingUp", $"Scaling up control plane to {desired} replicas (actual {desired - 1})")
                : null,
        };
    }

    private static DeprecatedConditionState? Certificates(ControlPlaneScope scope, KubeadmControlPlaneStatus status)
    {
        const string failed = "CertificatesGenerationFailed";
        return status.Conditions.Find(KubeadmControlPlaneConditions.CertificatesAvailable) switch
        {
            null => null,
            { Status: ConditionStatus.True } => DeprecatedConditionState.True(),
            { Status: ConditionStatus.False } condition when scope.IsInitialized || !scope.AuthorityProblems.IsEmpty =>
                DeprecatedConditionState.Error(failed, condition.Message),
            { } condition => DeprecatedConditionState.Warning(failed, condition.Message),
        };
    }

    private static DeprecatedConditionState? Health(
        ControlPlaneScope scope, ImmutableArray<string> types, ImmutableArray<string> problems, string subject, string note)
    {
        var machines = HealthConditions.Members(scope)
            .Select(m => (m.Name, States: types.Select(t => DeprecatedHealth.Of(t, m.Health)).OfType<DeprecatedConditionState>().ToList()))
            .ToList();
        var errors = Named(machines, s => s.Severity == "Error");
        if (errors.Length > 0 || !problems.IsEmpty)
        {
            IEnumerable<string> all = errors.Length > 0 ? [.. problems, $"Following Machines are reporting {note} errors: {errors}"] : problems;
            return DeprecatedConditionState.Error($"{subject}Unhealthy", string.Join("; ", all));
        }

        if (Named(machines, s => s.Severity == "Info") is { Length: > 0 } coming)
        {
            return DeprecatedConditionState.Info($"{subject}Unhealthy", $"Following Machines are reporting {note} info: {coming}");
        }

        return machines.Count == 0 ? null
            : machines.Exists(m => m.States.Exists(s => s.Status == ConditionStatus.True)) ? DeprecatedConditionState.True()
            : DeprecatedConditionState.Unknown(
                $"{subject}Unknown", $"Following Machines are reporting unknown {note} status: {Named(machines, s => s.Status == ConditionStatus.Unknown)}");
    }

    private static string Named(List<(string Name, List<DeprecatedConditionState> States)> machines, Predicate<DeprecatedConditionState> says) =>
        string.Join(", ", machines.Where(m => m.States.Exists(says)).Select(m => m.Name).Order(StringComparer.Ordinal));

    private static DeprecatedConditionState Mirror(Condition condition) => condition.Status switch
    {
        ConditionStatus.True => DeprecatedConditionState.True(),
        ConditionStatus.False => DeprecatedConditionState.Warning(condition.Reason!, condition.Message),
        _ => DeprecatedConditionState.Unknown(condition.Reason!, condition.Message),
    };
}
