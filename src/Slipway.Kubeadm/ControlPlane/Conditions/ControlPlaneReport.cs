using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Remediation;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>The status of a KubeadmControlPlane.</summary>
internal static class ControlPlaneReport
{
    public static void Write(ControlPlaneScope scope, PassOutcome outcome, KubeadmControlPlane kcp, DateTimeOffset now)
    {
        if ((scope.Cluster.ValueOrNull is null && !scope.IsPaused) || IsStepOfTheStart(scope, outcome))
        {
            return;
        }

        var status = kcp.Status ??= new KubeadmControlPlaneStatus();
        var conditions = status.Conditions ??= [];
        var generation = kcp.Metadata.Generation;
        conditions.Set(
            KubeadmControlPlaneConditions.Paused, Pausing.Condition(scope.Cluster.ValueOrNull, kcp.Metadata, "KubeadmControlPlane"), generation, now);
        if (scope.IsPaused)
        {
            return;
        }

        if (!outcome.Failed)
        {
            status.ObservedGeneration = generation;
        }

        WriteCounts(scope, status);
        foreach (var (type, state) in ControlPlaneConditions.All(scope, outcome))
        {
            conditions.Set(type, state, generation, now);
        }

        DeprecatedReport.Write(scope, outcome, status, now);
    }

    /// <summary>Before the first machine runs, a pass that made its step is followed by the next at once: that one reports.</summary>
    private static bool IsStepOfTheStart(ControlPlaneScope scope, PassOutcome outcome) =>
        scope is { IsInitialized: false, IsDeleting: false, IsPaused: false }
        && outcome.Phases.Any(p => p.Result is PhaseResult.Do) && !outcome.Failed;

    private static void WriteCounts(ControlPlaneScope scope, KubeadmControlPlaneStatus status)
    {
        var machines = scope.Machines;
        status.Selector = $"{ClusterLabels.ClusterName}={scope.ClusterKey.Name},{ClusterLabels.ControlPlane}";
        status.Replicas = machines.Length;
        status.ReadyReplicas = machines.Count(m => m.Machine.Status?.Conditions.IsTrue(MachineConditions.Ready) == true);
        status.AvailableReplicas = machines.Count(m => m.Machine.Status?.Conditions.IsTrue(MachineConditions.Available) == true);
        status.UpToDateReplicas = machines.Count(m => UpToDateState.Of(m).Status == ConditionStatus.True);
        if (scope.IsInitialized)
        {
            status.Initialization = new KubeadmControlPlaneInitialization { ControlPlaneInitialized = true };
        }

        var versions = Versions(machines, scope.Now);
        status.Versions = versions.IsEmpty ? null : [.. versions];
        // A control plane that has run once is not being provisioned again, though it may have no machine for a moment.
        status.Version = versions.FirstOrDefault()?.Version ?? status.Version;
        if (LastRemediation(scope) is { } record)
        {
            status.LastRemediation = new LastRemediation
            {
                Machine = record.Machine, Time = record.Timestamp.UtcDateTime, RetryCount = record.RetryCount,
            };
        }
    }

    /// <summary>The one under way, else the newest that a Machine remembers.</summary>
    private static RemediationRecord? LastRemediation(ControlPlaneScope scope) =>
        (RemediationPlanner.Decide(scope) as RemediationDecision.Replace)?.Record
        ?? RemediationRecord.Parse(scope.Object.Metadata.Annotations.Value(MachineBlueprint.RemediationInProgress))
        ?? scope.Machines
            .Select(m => RemediationRecord.Parse(m.Machine.Metadata.Annotations.Value(MachineBlueprint.RemediationFor)))
            .OfType<RemediationRecord>()
            .MaxBy(r => r.Timestamp);

    /// <summary>The versions of the machines, the lowest first: what the kubelet reports, or what it is to be, if that takes its time.</summary>
    internal static ImmutableArray<StatusVersion> Versions(ImmutableArray<ControlPlaneMachine> machines, DateTimeOffset now) =>
    [
        .. machines
            .Select(m => m.Machine.Status?.NodeInfo?.KubeletVersion is { Length: > 0 } kubelet ? kubelet
                : now - m.Created >= ControlPlaneConditions.NewMachine ? m.Machine.Spec?.Version : null)
            .Where(v => !string.IsNullOrEmpty(v))
            .GroupBy(v => v!, StringComparer.Ordinal)
            .OrderBy(g => KubernetesVersion.TryParse(g.Key, out var version) ? version : default)
            .Select(g => new StatusVersion { Version = g.Key, Replicas = g.Count() }),
    ];
}
