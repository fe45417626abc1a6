using System.Collections.Immutable;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>What was found about all Machines of a MachineHealthCheck at one moment.</summary>
/// <param name="Targets">Each Machine with its health.</param>
/// <param name="Budget">Whether the unhealthy ones are remediated.</param>
internal sealed record HealthCheckRound(ImmutableArray<(HealthCheckTarget Target, TargetHealth Health)> Targets, RemediationBudget Budget)
{
    public int Expected => Targets.Length;

    public int Healthy => Targets.Count(t => t.Health is TargetHealth.Healthy);

    public int Unhealthy => Targets.Count(t => t.Health is TargetHealth.Unhealthy);

    /// <summary>How long until the first suspect Machine is unhealthy; null when none is suspect.</summary>
    public TimeSpan? NextChange => Targets.Min(t => (t.Health as TargetHealth.Suspect)?.Left);

    public string Refusal => Budget.Refusal(Expected, Unhealthy);

    public static HealthCheckRound Of(HealthCheckScope scope, DateTimeOffset now)
    {
        var cluster = scope.Cluster.ValueOrNull!;
        var targets = scope.Targets.Select(t => (t, TargetJudge.Judge(t, cluster, scope.Check.Spec!.Checks, now))).ToImmutableArray();
        var healthy = targets.Count(t => t.Item2 is TargetHealth.Healthy);
        return new HealthCheckRound(targets, RemediationBudget.Of(scope.Check.Spec!.Remediation?.TriggerIf, targets.Length, healthy));
    }
}
