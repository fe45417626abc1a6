using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Machines.Report;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineDeployments.Report;

/// <summary>The conditions of a MachineDeployment that are about its numbers.</summary>
internal static class DeploymentConditions
{
    public static ConditionState Available(MachineDeploymentScope scope, MachineDeploymentStatus status)
    {
        if (scope.Deployment.Spec?.Replicas is not { } replicas)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        if (status.AvailableReplicas is not { } available)
        {
            return ConditionState.Unknown(MachineDeploymentReasons.WaitingForAvailableReplicasSet, "Waiting for status.availableReplicas set");
        }

        var goal = scope.Goal;
        if (available >= goal.MinAvailable)
        {
            return ConditionState.True(ConditionReasons.Available);
        }

        if (scope.IsDeleting)
        {
            return ConditionState.False(ConditionReasons.NotAvailable, "Deletion in progress");
        }

        string? limit = scope.Deployment.Spec.Rollout?.Strategy?.RollingUpdate?.MaxUnavailable;
        var message = $"{available} available replicas, at least {goal.MinAvailable} required";
        return ConditionState.False(
            ConditionReasons.NotAvailable,
            scope.IsOnDelete ? message
                : $"{message} (spec.strategy.rollout.maxUnavailable is {limit ?? "0"}, spec.replicas is {replicas})");
    }

    public static ConditionState RollingOut(IReadOnlyCollection<Machine> machines)
    {
        var outdated = machines.Select(m => m.Status?.Conditions.Find(MachineConditions.UpToDate)).Where(c => c?.Status == ConditionStatus.False).ToList();
        if (outdated.Count == 0)
        {
            return ConditionState.False(ConditionReasons.NotRollingOut);
        }

        // The version first: it is what most rollouts are about.
        var reasons = outdated
            .SelectMany(c => (c!.Message ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(l => l.StartsWith("* Version", StringComparison.Ordinal))
            .ThenBy(l => l, StringComparer.Ordinal);
        return ConditionState.True(
            ConditionReasons.RollingOut, string.Join('\n', reasons.Prepend($"Rolling out {outdated.Count} not up-to-date replicas")));
    }

    public static ConditionState ScalingUp(MachineDeploymentScope scope, MachineDeploymentStatus status)
    {
        if (scope.Deployment.Spec?.Replicas is null)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        var desired = scope.IsDeleting ? 0 : scope.Desired;
        var current = status.Replicas ?? 0;
        var missing = MissingTemplates.Of(scope.Deployment.Spec.Template!.Spec!, scope.InfrastructureTemplate, scope.BootstrapTemplate);
        if (current >= desired)
        {
            return ConditionState.False(
                ConditionReasons.NotScalingUp, missing.Length > 0 && !scope.IsDeleting ? $"Scaling up would be blocked because {missing}" : "");
        }

        return ConditionState.True(
            ConditionReasons.ScalingUp,
            $"Scaling up from {current} to {desired} replicas{(missing.Length > 0 ? $" is blocked because {missing}" : "")}");
    }

    public static ConditionState ScalingDown(MachineDeploymentScope scope, MachineDeploymentStatus status, DateTimeOffset now)
    {
        if (scope.Deployment.Spec?.Replicas is null)
        {
            return ConditionState.Unknown(ConditionReasons.WaitingForReplicasSet, "Waiting for spec.replicas set");
        }

        var desired = scope.IsDeleting ? 0 : scope.Desired;
        return status.Replicas > desired
            ? ConditionState.True(ConditionReasons.ScalingDown,
                $"Scaling down from {status.Replicas} to {desired} replicas{StaleMachines.Line(scope.Machines, now)}")
            : ConditionState.False(ConditionReasons.NotScalingDown);
    }
}
