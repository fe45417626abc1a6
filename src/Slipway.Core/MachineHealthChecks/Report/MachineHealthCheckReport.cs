using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineHealthChecks.Phases;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineHealthChecks.Report;

/// <summary>Fills in a MachineHealthCheck's status.</summary>
internal static class MachineHealthCheckReport
{
    private const string TemplateAvailable = "ExternalRemediationTemplateAvailable";
    private const string RequestAvailable = "ExternalRemediationRequestAvailable";

    public static void Fill(HealthCheckScope scope, PassOutcome outcome, MachineHealthCheck check, DateTimeOffset now)
    {
        if (scope.Cluster is not Observed<Cluster>.Found(var cluster))
        {
            return;
        }

        var status = check.Status ??= new MachineHealthCheckStatus();
        var conditions = status.Conditions ??= [];
        var generation = check.Metadata.Generation;
        if (!scope.IsPaused && scope.NodesUnknown is null)
        {
            var round = HealthCheckRound.Of(scope, now);
            FillCounts(scope, round, status);
            conditions.Set(MachineHealthCheckConditions.RemediationAllowed, Allowed(round), generation, now);
            FillDeprecated(scope, round, status, now);
            if (!outcome.Failed)
            {
                status.ObservedGeneration = generation;
            }
        }

        conditions.Set(MachineHealthCheckConditions.Paused, Pausing.Condition(cluster, check.Metadata, "MachineHealthCheck"), generation, now);
    }

    private static void FillCounts(HealthCheckScope scope, HealthCheckRound round, MachineHealthCheckStatus status)
    {
        status.ExpectedMachines = round.Expected;
        status.CurrentHealthy = round.Healthy;
        status.RemediationsAllowed = round.Budget.Left;
        status.Targets = [.. scope.Targets.Select(t => t.Machine.Metadata.Name)];
    }

    private static ConditionState Allowed(HealthCheckRound round) => round.Budget.IsAllowed
        ? ConditionState.True(MachineHealthCheckReasons.RemediationAllowed)
        : ConditionState.False(MachineHealthCheckReasons.TooManyUnhealthy, round.Refusal);

    private static void FillDeprecated(
        HealthCheckScope scope, HealthCheckRound round, MachineHealthCheckStatus status, DateTimeOffset now)
    {
        var conditions = ((status.Deprecated ??= new()).V1Beta1 ??= new()).Conditions ??= [];
        conditions.Set(
            MachineHealthCheckConditions.RemediationAllowed,
            round.Budget.IsAllowed
                ? DeprecatedConditionState.True()
                : DeprecatedConditionState.Warning(MachineHealthCheckReasons.TooManyUnhealthy, round.Refusal),
            now);
        if (RemediationRequests.Missing(scope, round) is { } missing)
        {
            conditions.Set(TemplateAvailable, DeprecatedConditionState.Error("ExternalRemediationTemplateNotFound", missing), now);
        }
        else
        {
            conditions.Remove(TemplateAvailable);
        }

        if (round is { Unhealthy: > 0, Budget.IsAllowed: true } && RemediationRequests.Refused(scope) is { } failure)
        {
            conditions.Set(RequestAvailable, DeprecatedConditionState.Error("ExternalRemediationRequestCreationFailed", failure), now);
        }
        else
        {
            conditions.Remove(RequestAvailable);
        }
    }
}
