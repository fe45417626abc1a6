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
        DevCluster obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var cluster = await ClusterLinks.OwnerClusterAsync(obj.Metadata, context, cancellationToken);
        var needsPort = cluster is Observed<Api.Core.V1Beta2.Cluster>.Found
            && obj is { Metadata.DeletionTimestamp: null, Spec.Backend.InMemory: not null }
            && obj.Spec.ControlPlaneEndpoint?.Port is null;
        return new DevClusterScope(
            obj,
            cluster,
            clusters.Find(obj.Metadata.Uid),
            clusters,
            needsPort ? clusters.ReservePort(obj.Metadata.Uid, await RecordedPortsAsync(context, cancellationToken)) : null);
    }

    public override PhasePlan<DevClusterScope> Plan(DevClusterScope scope)
    {
        if (scope.IsDeleting)
        {
            return new(PhaseOrder.Sequential, [new("Delete", DevClusterPhases.Delete)]);
        }

        // Nothing is to be cleaned up while nobody owns it.
        if (scope.Cluster is not Observed<Api.Core.V1Beta2.Cluster>.Found)
        {
            return new(PhaseOrder.Sequential, []) { KeepFinalizer = true };
        }

        return ClusterLinks.IsPaused(scope.Cluster, scope.DevCluster.Metadata)
            ? new(PhaseOrder.Sequential, [])
            : new(PhaseOrder.Sequential, [new("Backend", DevClusterPhases.Backend), new("Endpoint", DevClusterPhases.Endpoint)]);
    }

    public override void Report(DevClusterScope scope, PassOutcome outcome, DevCluster obj, DateTimeOffset now)
    {
        // Who owns it says whether it is paused; an object that nobody owns yet is not touched.
        if (scope.Cluster is not Observed<Api.Core.V1Beta2.Cluster>.Found)
        {
            return;
        }

        var status = obj.Status ??= new DevClusterStatus();
        var conditions = status.Conditions ??= [];
        conditions.Set(
            DevClusterConditions.Paused,
            ClusterLinks.Paused(scope.Cluster, scope.DevCluster.Metadata, Type.Kind.Kind),
            obj.Metadata.Generation,
            now);
        ReportTrouble(outcome, obj, conditions, now);
        if (obj.Spec?.ControlPlaneEndpoint?.Port is not null && !outcome.Failed)
        {
            status.Initialization ??= new DevInitialization { Provisioned = true };
        }
    }

    private async ValueTask<IReadOnlyList<int>> RecordedPortsAsync(ObserveContext context, CancellationToken cancellationToken)
    {
        var all = await context.Cache.ListAsync(Type, ns: null, filter: null, cancellationToken);
        return [.. all.Select(c => c.View(Type.Json).Spec?.ControlPlaneEndpoint?.Port).OfType<int>()];
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
