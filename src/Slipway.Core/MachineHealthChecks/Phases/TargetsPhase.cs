using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks.Phases;

/// <summary>Tells each Machine how it was found, and has the unhealthy ones remediated while that is allowed.</summary>
internal static class TargetsPhase
{
    public const string Name = "Targets";

    private const string Unhealthy = "MachineMarkedUnhealthy";
    private const string Restricted = "RemediationRestricted";
    private const string WaitingMessage = "Waiting for remediation";

    public static Phase<HealthCheckScope> Instance { get; } = new(Name, Decide);

    public static PhaseResult Decide(HealthCheckScope scope, DateTimeOffset now)
    {
        if (scope.Cluster is not Observed<Cluster>.Found)
        {
            return PhaseResult.Completed;
        }

        // A Node that cannot be read may be as well as ever.
        if (scope.NodesUnknown is { } unknown)
        {
            return PhaseResult.FailWith(unknown.Code, unknown.Message);
        }

        var round = HealthCheckRound.Of(scope, now);
        var effects = round.Targets.SelectMany(t => OfTarget(scope, round, t.Target, t.Health, now)).ToImmutableArray();
        if (!round.Budget.IsAllowed && round.Unhealthy > 0 && !IsKnown(scope, round.Refusal))
        {
            effects = effects.Add(new Effect.Emit("Warning", Restricted, round.Refusal));
        }

        if (!effects.IsEmpty)
        {
            return new PhaseResult.Do(effects) { Recheck = round.NextChange };
        }

        if (RemediationRequests.Refused(scope) is { } refused)
        {
            return PhaseResult.WaitFor(MachineReasons.RemediationRequestCreationFailed, refused, RequestMaker.Pace);
        }

        return RemediationRequests.Missing(scope, round) is { } missing
            ? PhaseResult.WaitFor(MachineReasons.RemediationTemplateNotFound, missing, round.NextChange)
            : round.NextChange is { } next
                ? PhaseResult.WaitFor("WaitingForTimeout", "Waiting for Machines that may become unhealthy", next)
                : PhaseResult.Completed;
    }

    private static IEnumerable<Effect> OfTarget(
        HealthCheckScope scope, HealthCheckRound round, HealthCheckTarget target, TargetHealth health, DateTimeOffset now)
    {
        switch (health)
        {
            case TargetHealth.Healthy:
                var healthy = new MachineConditionChange(
                    MachineConditions.HealthCheckSucceeded,
                    ConditionState.True(MachineReasons.HealthCheckSucceeded),
                    DeprecatedConditionState.True());
                return
                [
                    .. round.Budget.IsAllowed ? RemediationRequests.Withdraw(scope, target) : [],
                    .. Patch(target, [healthy], now, "the Machine is healthy"),
                ];
            case TargetHealth.Unhealthy unhealthy:
                return OfUnhealthy(scope, round, target, unhealthy, now);
            default:
                return [];
        }
    }

    private static IEnumerable<Effect> OfUnhealthy(
        HealthCheckScope scope, HealthCheckRound round, HealthCheckTarget target, TargetHealth.Unhealthy health, DateTimeOffset now)
    {
        List<MachineConditionChange> changes =
        [
            new(
                MachineConditions.HealthCheckSucceeded,
                ConditionState.False(health.Reason, health.Message),
                DeprecatedConditionState.Warning(health.DeprecatedReason, health.DeprecatedMessage)),
        ];
        List<Effect> effects = [];
        if (round.Budget.IsAllowed)
        {
            if (scope.Template is not null)
            {
                effects.AddRange(RemediationRequests.Ask(scope, target, now));
                changes.AddRange(RemediationRequests.Tell(scope, target));
            }
            else if (!target.IsDeleting && target.Machine.Status?.Conditions.IsFalse(MachineConditions.OwnerRemediated) != true)
            {
                changes.Add(new(
                    MachineConditions.OwnerRemediated,
                    ConditionState.False(MachineReasons.WaitingForRemediation, WaitingMessage),
                    DeprecatedConditionState.Warning(MachineReasons.WaitingForRemediation)));
            }
        }

        var wasMarked = target.Machine.Status?.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded) == true;
        effects.AddRange(Patch(target, changes, now, health.Message));
        if (!wasMarked)
        {
            effects.Add(new Effect.Emit(
                "Normal", Unhealthy, $"Machine {Key(target.Machine)} has been marked as unhealthy by {Key(scope.Check.Metadata)}"));
        }

        return effects;
    }

    private static IEnumerable<Effect> Patch(
        HealthCheckTarget target, IReadOnlyCollection<MachineConditionChange> changes, DateTimeOffset now, string why) =>
        MachineConditionsPatch.Decide(target.Machine, changes, now, why) is { } patch ? [patch] : [];

    private static bool IsKnown(HealthCheckScope scope, string message) =>
        scope.Check.Status?.Conditions.Find(MachineHealthCheckConditions.RemediationAllowed)?.Message == message;

    private static ObjectKey Key(Machine machine) => Key(machine.Metadata);

    private static ObjectKey Key(k8s.Models.V1ObjectMeta metadata) => new(metadata.NamespaceProperty, metadata.Name);
}
