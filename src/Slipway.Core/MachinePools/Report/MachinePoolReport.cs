using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.MachinePools.Report;

/// <summary>Fills in a MachinePool's status.</summary>
internal static class MachinePoolReport
{
    public static void Fill(MachinePoolScope scope, PassOutcome outcome, MachinePool pool, DateTimeOffset now)
    {
        if (scope.Cluster is Observed<Cluster>.Unknown || (!scope.IsDeleting && Intermediate.Is(outcome)))
        {
            return;
        }

        var status = pool.Status ??= new MachinePoolStatus();
        if (!scope.IsPaused)
        {
            if (!scope.IsDeleting)
            {
                FillMilestones(scope, status);
                PoolCounts.Fill(scope, pool, status, now);
                PoolDeprecatedConditions.Fill(scope, status, now);
            }

            status.Phase = PoolPhase.Of(pool, status);
            if (!outcome.Failed)
            {
                status.ObservedGeneration = pool.Metadata.Generation;
            }
        }

        var paused = Pausing.Condition(scope.Cluster.ValueOrNull, pool.Metadata, pool.Kind);
        (status.Conditions ??= []).Set(MachinePoolConditions.Paused, paused, pool.Metadata.Generation, now);
    }

    private static void FillMilestones(MachinePoolScope scope, MachinePoolStatus status)
    {
        if (scope.Bootstrap is null && scope.Template.Bootstrap?.DataSecretName is not null)
        {
            (status.Initialization ??= new()).BootstrapDataSecretCreated = true;
        }
        else if (scope.Bootstrap?.ValueOrNull is { Source.IsDeleting: false } config)
        {
            (status.Initialization ??= new()).BootstrapDataSecretCreated = BootstrapConfigContract.IsDataSecretCreated(config);
        }

        if (scope.Infrastructure.ValueOrNull is { Source.IsDeleting: false } infrastructure)
        {
            (status.Initialization ??= new()).InfrastructureProvisioned = InfrastructureMachinePoolContract.IsProvisioned(infrastructure);
        }
    }
}
