using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineDeployments.Rollout;
using Slipway.Core.Machines;
using Slipway.Core.MachineSets.Preflight;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>Deletes Machines that a health check found unhealthy, so that others take their place.</summary>
internal static class RemediationPhase
{
    private const string DeploymentKind = "MachineDeployment";

    public static Phase<MachineSetScope> Instance { get; } = new("Remediation", Decide);

    public static PhaseResult Decide(MachineSetScope scope, DateTimeOffset now)
    {
        var effects = ImmutableArray.CreateBuilder<Effect>();
        var standing = scope.Machines.Where(m => m.Metadata.DeletionTimestamp is null).ToList();
        foreach (var machine in standing.Where(IsRecovered))
        {
            effects.AddRange(Tell([machine], state: null, deprecated: null, now, "the Machine is healthy again"));
        }

        effects.AddRange(Remediate(scope, [.. InOrder(standing.Where(IsUnhealthy))], now));
        return PhaseResult.DoneAfter(effects);
    }

    private static IEnumerable<Effect> Remediate(MachineSetScope scope, IReadOnlyList<Machine> unhealthy, DateTimeOffset now)
    {
        if (unhealthy.Count == 0 || (scope.Set.Metadata.ControllerOf()?.Kind == DeploymentKind && scope.Deployment is null))
        {
            return [];
        }

        if (scope.Deployment is { } deployment && Revision(deployment.Metadata) != Revision(scope.Set.Metadata))
        {
            var refused = ConditionState.False(
                ConditionReasons.CannotBeRemediated, "Machine won't be remediated because it is pending removal due to rollout");
            return Tell(unhealthy, refused, deprecated: null, now, "the rollout removes the Machine");
        }

        var free = FreePlaces(scope);
        var deferred = Deferred(
            "Waiting because there are already too many remediations in progress "
            + $"(spec.strategy.remediation.maxInFlight is {MaxInFlight(scope)})");
        return
        [
            .. Tell([.. unhealthy.Skip(free)], deferred, deprecated: null, now, "too many Machines are being remediated"),
            .. free > 0 ? Replace(scope, [.. unhealthy.Take(free)], now) : [],
        ];
    }

    private static IEnumerable<Effect> Replace(MachineSetScope scope, IReadOnlyList<Machine> chosen, DateTimeOffset now)
    {
        if (PreflightChecks.Run(scope) is { Count: > 0 } problems)
        {
            return Tell(
                chosen,
                Deferred(string.Join('\n', problems.Select(p => $"* {p}"))),
                DeprecatedConditionState.Warning(MachineReasons.WaitingForRemediation, string.Join("; ", problems)),
                now,
                "the control plane is not fit for a new Machine");
        }

        // The condition comes first: once the Machine is being deleted, nobody would come back to set it.
        var deleting = ConditionState.False(ConditionReasons.MachineDeleting, "Machine is deleting");
        return
        [
            .. Tell(chosen, deleting, DeprecatedConditionState.True(), now, "the Machine is unhealthy"),
            .. chosen.SelectMany(m => ReplicasPhase.Delete(m, "the Machine is unhealthy")),
        ];
    }

    // What fails to come up carries no load yet: the newest go first, unless a person chose.
    private static IEnumerable<Machine> InOrder(IEnumerable<Machine> machines) => machines
        .OrderByDescending(IsMarkedByHand)
        .ThenByDescending(m => m.Metadata.CreationTimestamp)
        .ThenBy(m => m.Metadata.Name, StringComparer.Ordinal);

    private static int FreePlaces(MachineSetScope scope)
    {
        if (MaxInFlight(scope) is not { } limit)
        {
            return int.MaxValue;
        }

        var most = RolloutLimits.Resolve(limit, scope.Deployment!.Spec?.Replicas ?? 1, ifUnset: int.MaxValue, roundUp: true);
        return Math.Max(most - scope.Machines.Count(IsInFlight), 0);
    }

    private static k8s.Models.IntOrString? MaxInFlight(MachineSetScope scope) => scope.Deployment?.Spec?.Remediation?.MaxInFlight;

    private static bool IsInFlight(Machine machine) =>
        machine.Metadata.DeletionTimestamp is not null
        && machine.Status?.Conditions.Find(MachineConditions.OwnerRemediated) is { Status: ConditionStatus.False } remediated
        && remediated.Reason == ConditionReasons.MachineDeleting;

    private static bool IsRecovered(Machine machine) =>
        machine.Status?.Conditions.IsTrue(MachineConditions.HealthCheckSucceeded) == true
        && machine.Status.Conditions.IsFalse(MachineConditions.OwnerRemediated);

    private static bool IsUnhealthy(Machine machine) =>
        machine.Status?.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded) == true
        && machine.Status.Conditions.IsFalse(MachineConditions.OwnerRemediated);

    private static bool IsMarkedByHand(Machine machine) =>
        machine.Metadata.Annotations?.ContainsKey(ClusterAnnotations.RemediateMachine) == true;

    private static string? Revision(k8s.Models.V1ObjectMeta metadata) =>
        metadata.Annotations?.TryGetValue(ClusterAnnotations.Revision, out var revision) == true ? revision : null;

    private static ConditionState Deferred(string message) => ConditionState.False(ConditionReasons.RemediationDeferred, message);

    private static IEnumerable<Effect> Tell(
        IEnumerable<Machine> machines, ConditionState? state, DeprecatedConditionState? deprecated, DateTimeOffset now, string why) =>
        machines
            .Select(m => MachineConditionsPatch.Decide(m, [new(MachineConditions.OwnerRemediated, state, deprecated)], now, why))
            .OfType<Effect>();
}
