using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Report;
using Slipway.Core.Objects;
using Slipway.Core.Versions;

namespace Slipway.Core.MachineDeployments.Report;

/// <summary>Fills in a MachineDeployment's status.</summary>
internal static class MachineDeploymentReport
{
    public static void Fill(MachineDeploymentScope scope, PassOutcome outcome, MachineDeployment deployment, DateTimeOffset now)
    {
        if (scope.Cluster is Observed<Cluster>.Unknown || (!scope.IsDeleting && Intermediate.Is(outcome)))
        {
            return;
        }

        var status = deployment.Status ??= new MachineDeploymentStatus();
        var conditions = status.Conditions ??= [];
        var generation = deployment.Metadata.Generation;
        if (!scope.IsPaused)
        {
            FillCounts(scope, deployment, status);
            Set(MachineDeploymentConditions.Available, DeploymentConditions.Available(scope, status));
            Set(MachineDeploymentConditions.RollingOut, DeploymentConditions.RollingOut(scope.Machines));
            Set(MachineDeploymentConditions.ScalingUp, DeploymentConditions.ScalingUp(scope, status));
            Set(MachineDeploymentConditions.ScalingDown, DeploymentConditions.ScalingDown(scope, status, now));
            Set(MachineDeploymentConditions.MachinesReady, MachineAggregates.Ready(scope.Machines, now));
            Set(MachineDeploymentConditions.MachinesUpToDate, MachineAggregates.UpToDate(scope.Machines, now));
            Set(MachineDeploymentConditions.Remediating,
                MachineAggregates.Remediating(scope.Machines, "not to be remediated by MachineDeployment/MachineSet"));
            Set(MachineDeploymentConditions.Deleting, OwnerDeleting.Of(scope.IsDeleting, scope.Machines, scope.Sets.Length, now));
            DeploymentDeprecatedConditions.Fill(scope, status, now);
            if (!outcome.Failed)
            {
                status.ObservedGeneration = generation;
            }
        }

        Set(MachineDeploymentConditions.Paused, Pausing.Condition(scope.Cluster.ValueOrNull, deployment.Metadata, "MachineDeployment"));

        void Set(string type, ConditionState state) => conditions.Set(type, state, generation, now);
    }

    private static void FillCounts(MachineDeploymentScope scope, MachineDeployment deployment, MachineDeploymentStatus status)
    {
        status.Selector = Selectors.Of(deployment.Spec!.Selector).ToString();
        var machines = scope.Sets.SelectMany(scope.MachinesOf).ToList();
        var counts = MachineCounts.Of(machines);

        // Where there is no set, nothing has been counted; that is not none.
        var isCounted = !scope.Sets.IsEmpty;
        status.Replicas = isCounted ? counts.All : null;
        status.ReadyReplicas = isCounted ? counts.Ready : null;
        status.AvailableReplicas = isCounted ? counts.Available : null;

        // That a Machine is outdated, it says a moment later than its set is: nobody who waits for a rollout may be told that it is over.
        status.UpToDateReplicas = scope.Current is { } current
            ? MachineCounts.Count(scope.MachinesOf(current), MachineConditions.UpToDate)
            : isCounted ? 0 : null;
        status.Versions = VersionCount.Of(machines);
        status.Phase = scope switch
        {
            { Deployment.Spec.Replicas: null } => MachineDeploymentPhase.Unknown,
            { IsDeleting: true } => MachineDeploymentPhase.ScalingDown,
            _ => scope.Desired.CompareTo(status.Replicas ?? 0) switch
            {
                > 0 => MachineDeploymentPhase.ScalingUp,
                < 0 => MachineDeploymentPhase.ScalingDown,
                _ => MachineDeploymentPhase.Running,
            },
        };
    }
}
