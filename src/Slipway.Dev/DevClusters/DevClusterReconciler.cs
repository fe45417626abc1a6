using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.DevClusters;

/// <summary>Keeps DevClusters: each is an endpoint on the loopback with a pretended cluster behind it.</summary>
/// <param name="clusters">The pretended clusters.</param>
internal sealed class DevClusterReconciler(WorkloadClusters clusters) : Reconciler<DevCluster, DevClusterScope>
{
    public override ResourceType<DevCluster> Type => DevTypes.DevCluster;

    public override string Name => "devcluster-controller";

    public override string FieldManager => FieldManagers.Dev;

    public override string? Finalizer => Finalizers.DevCluster;

    public override void Configure(ControllerConfiguration controller) =>
        controller.Watches(CoreTypes.Cluster, cluster => ClusterLinks.InfrastructureOf(cluster, CoreTypes.Cluster.Json, c => c.Spec?.InfrastructureRef, Type));

    public override async ValueTask<DevClusterScope> ObserveAsync(
        DevCluster obj, ObserveContext context, CancellationToken cancellationToken) => new(
        obj,
        await ClusterLinks.OwnerClusterAsync(obj.Metadata, context, cancellationToken),
        clusters.Find(obj.Metadata.Uid),
        clusters,
        await OtherPortsAsync(obj, context, cancellationToken));

    public override PhasePlan<DevClusterScope> Plan(DevClusterScope scope)
    {
        if (scope.IsDeleting)
        {
            return new(PhaseOrder.Sequential, [new("Delete", DevClusterPhases.Delete)]);
        }

        return ClusterLinks.IsPaused(scope.Cluster, scope.DevCluster.Metadata) || scope.Cluster is not Observed<Api.Core.V1Beta2.Cluster>.Found
            ? new(PhaseOrder.Sequential, [])
            : new(PhaseOrder.Sequential, [new("Backend", DevClusterPhases.Backend), new("Endpoint", DevClusterPhases.Endpoint)]);
    }

    public override void Report(DevClusterScope scope, PassOutcome outcome, DevCluster obj, DateTimeOffset now)
    {
        var status = obj.Status ??= new DevClusterStatus();
        var conditions = status.Conditions ??= [];
        conditions.Set(
            DevClusterConditions.Paused,
            ClusterLinks.IsPaused(scope.Cluster, scope.DevCluster.Metadata)
                ? ConditionState.True(ConditionReasons.Paused)
                : ConditionState.False(ConditionReasons.NotPaused),
            obj.Metadata.Generation,
            now);
        ReportTrouble(outcome, obj, conditions, now);
        if (obj.Spec?.ControlPlaneEndpoint?.Port is not null && !outcome.Failed)
        {
            status.Initialization ??= new DevInitialization { Provisioned = true };
        }
    }

    private async ValueTask<IReadOnlyList<int>> OtherPortsAsync(DevCluster obj, ObserveContext context, CancellationToken cancellationToken)
    {
        if (obj.Spec?.ControlPlaneEndpoint?.Port is not null)
        {
            return [];
        }

        var all = await context.Cache.ListAsync(Type, ns: null, filter: null, cancellationToken);
        return [.. all.Select(c => c.To(Type.Json).Spec?.ControlPlaneEndpoint?.Port).OfType<int>()];
    }

    // Upstream's in-memory clusters report no Ready; ours do so only while there is something to say.
    private static void ReportTrouble(PassOutcome outcome, DevCluster obj, List<Condition> conditions, DateTimeOffset now)
    {
        var trouble = outcome.Phases.FirstOrDefault(p => p.Result is PhaseResult.Fail || p.FailureCode is not null);
        if (trouble is null)
        {
            conditions.Remove(DevClusterConditions.Ready);
            return;
        }

        var (reason, message) = trouble.Result is PhaseResult.Fail fail
            ? (fail.Code.Name, fail.Message)
            : (trouble.FailureCode!.Name, trouble.FailureMessage ?? "");
        conditions.Set(DevClusterConditions.Ready, ConditionState.False(reason, message), obj.Metadata.Generation, now);
    }
}
