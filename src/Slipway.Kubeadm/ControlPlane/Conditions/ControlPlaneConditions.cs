using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Phases;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>What each condition of a control plane says: one function a condition.</summary>
internal static class ControlPlaneConditions
{
    /// <summary>For how long a Machine is new: what it says changes from moment to moment, and is not worth repeating yet.</summary>
    internal static readonly TimeSpan NewMachine = TimeSpan.FromSeconds(10);

    /// <summary>All of them but Paused.</summary>
    public static IEnumerable<(string Type, ConditionState State)> All(ControlPlaneScope scope, PassOutcome outcome) =>
    [
        (KubeadmControlPlaneConditions.Available, AvailableCondition.Of(scope)),
        .. HasComeToCertificates(scope) ? [(KubeadmControlPlaneConditions.CertificatesAvailable, Certificates(scope))] : Array.Empty<(string, ConditionState)>(),
        (KubeadmControlPlaneConditions.Initialized, Initialized(scope)),
        .. scope.HasManagedEtcd ? [(KubeadmControlPlaneConditions.EtcdClusterHealthy, HealthConditions.Etcd(scope))] : Array.Empty<(string, ConditionState)>(),
        (KubeadmControlPlaneConditions.ControlPlaneComponentsHealthy, HealthConditions.Components(scope)),
        (KubeadmControlPlaneConditions.RollingOut, ScalingConditions.RollingOut(scope)),
        (KubeadmControlPlaneConditions.Remediating, RemediatingCondition.Of(scope)),
        (KubeadmControlPlaneConditions.ScalingDown, ScalingConditions.ScalingDown(scope, outcome)),
        (KubeadmControlPlaneConditions.ScalingUp, ScalingConditions.ScalingUp(scope, outcome)),
        (KubeadmControlPlaneConditions.MachinesReady, MachinesReady(scope)),
        (KubeadmControlPlaneConditions.MachinesUpToDate, MachinesUpToDate(scope)),
        (KubeadmControlPlaneConditions.Deleting, Deleting(scope, outcome)),
    ];

    private static bool HasComeToCertificates(ControlPlaneScope scope) =>
        scope.InfrastructureProvisioned || scope.IsInitialized || scope.Authorities is { IsComplete: true };

    /// <summary>The four authorities.</summary>
    internal static ConditionState Certificates(ControlPlaneScope scope) => scope switch
    {
        { Authorities.Failure: { } failure } => ConditionState.Unknown(ConditionReasons.InternalError, failure.Message),
        { AuthorityProblems: { IsEmpty: false } problems } => ConditionState.False(ConditionReasons.NotAvailable, string.Join('\n', problems.Select(p => $"* {p}"))),
        { Authorities.IsComplete: true } => ConditionState.True(ConditionReasons.Available),
        { Authorities: { } authorities } when scope.IsInitialized || scope.NewSecrets.IsEmpty =>
            ConditionState.False(ConditionReasons.NotAvailable, authorities.MissingMessage(scope.ClusterKey)),
        _ => ConditionState.False(ConditionReasons.NotAvailable, "Waiting for the certificate Secrets to be created"),
    };

    /// <summary>Whether kubeadm has finished on the first machine.</summary>
    internal static ConditionState Initialized(ControlPlaneScope scope) =>
        scope.IsInitialized ? ConditionState.True(ConditionReasons.Initialized) : ConditionState.False(ConditionReasons.NotInitialized);

    internal static ConditionState MachinesReady(ControlPlaneScope scope) => scope.Machines.IsEmpty
        ? ConditionState.True(ConditionReasons.NoReplicas)
        : ConditionAggregate.Of(
            MachineConditions.Ready,
            scope.Machines.Select(m => new AggregateSource("Machine", m.Name, IsComingUp(m, scope.Now) ? ComingUp : Ready(m))),
            MergeReasons.Ready);

    /// <summary>Whether the Machine is new and not ready yet.</summary>
    internal static bool IsComingUp(ControlPlaneMachine machine, DateTimeOffset now) =>
        !machine.IsDeleting && now - machine.Created < NewMachine && Ready(machine)?.Status != ConditionStatus.True;

    /// <summary>A Machine that was just made has not been looked at yet.</summary>
    internal static ConditionState MachinesUpToDate(ControlPlaneScope scope)
    {
        var known = scope.Machines.Where(m => scope.Now - m.Created >= NewMachine || !m.IsUpToDate).ToList();
        return known.Count == 0
            ? ConditionState.True(scope.Machines.IsEmpty ? ConditionReasons.NoReplicas : ConditionReasons.UpToDate)
            : ConditionAggregate.Of(
                MachineConditions.UpToDate, known.Select(m => new AggregateSource("Machine", m.Name, UpToDate(m))), MergeReasons.UpToDate);
    }

    internal static ConditionState Deleting(ControlPlaneScope scope, PassOutcome outcome)
    {
        if (!scope.IsDeleting)
        {
            return ConditionState.False(ConditionReasons.NotDeleting);
        }

        if (outcome.Phases.FirstOrDefault(p => p.Result is PhaseResult.Wait { Reason: ConditionReasons.WaitingForWorkersDeletion }) is { Result: PhaseResult.Wait wait })
        {
            return ConditionState.True(wait.Reason, wait.Message);
        }

        if (outcome[DeletionPhase.Name] is { FailureMessage: { } refused })
        {
            return ConditionState.True(ConditionReasons.InternalError, refused);
        }

        if (scope.Machines.IsEmpty)
        {
            return ConditionState.True(ConditionReasons.DeletionCompleted, "Deletion completed");
        }

        var stale = StaleMachines.Message(scope) is { } message ? $" and {message}" : "";
        return ConditionState.True(
            DeletionPhase.WaitingForMachineDeletion, $"Deleting {scope.Machines.Length} {(scope.Machines.Length == 1 ? "Machine" : "Machines")}{stale}");
    }

    private static Condition ComingUp { get; } = new()
    {
        Type = MachineConditions.Ready, Status = ConditionStatus.Unknown, Reason = ConditionReasons.ReadyUnknown, Message = "Machine is coming up",
    };

    private static Condition? Ready(ControlPlaneMachine machine) => machine.Machine.Status?.Conditions.Find(MachineConditions.Ready);

    private static Condition UpToDate(ControlPlaneMachine machine)
    {
        var state = UpToDateState.Of(machine);
        return new() { Type = MachineConditions.UpToDate, Status = state.Status, Reason = state.Reason, Message = state.Message };
    }
}
