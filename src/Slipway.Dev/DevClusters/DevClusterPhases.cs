using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Workload;

namespace Slipway.Dev.DevClusters;

/// <summary>What a DevCluster on the in-memory backend needs: a port of the loopback, and a cluster behind it.</summary>
internal static class DevClusterPhases
{
    private const string Host = "127.0.0.1";

    public static PhaseResult Backend(DevClusterScope scope, DateTimeOffset now) => scope.DevCluster.Spec?.Backend switch
    {
        { InMemory: not null } => PhaseResult.Completed,
        _ => PhaseResult.FailWith(
            ErrorCodes.InvalidSpecification, "spec.backend: only inMemory is supported; the docker backend is not available"),
    };

    /// <summary>Opens the cluster at its port. Without a port yet, the first free one becomes the control plane endpoint.</summary>
    public static PhaseResult Endpoint(DevClusterScope scope, DateTimeOffset now)
    {
        var recorded = scope.DevCluster.Spec?.ControlPlaneEndpoint?.Port;
        if (scope.Workload is null)
        {
            return PhaseResult.Want(WorkloadEffects.Open(scope.Clusters, scope.DevCluster, scope.OtherPorts));
        }

        if (recorded is not null)
        {
            return PhaseResult.Completed;
        }

        var port = scope.Workload.Port;
        return PhaseResult.Want(new Effect.ChangeSelf<DevCluster>(
            cluster => cluster.Spec!.ControlPlaneEndpoint = new ApiEndpoint { Host = Host, Port = port },
            $"port {port} was reserved for the cluster"));
    }

    /// <summary>Ends the cluster, then lets the object go. Its machines are gone by now: the Cluster deletes its infrastructure last.</summary>
    public static PhaseResult Delete(DevClusterScope scope, DateTimeOffset now) => PhaseResult.Want(
        new Effect.Call("drop workload cluster", async token => await scope.Clusters.DeleteAsync(scope.Uid, token), "the DevCluster is deleted"),
        new Effect.RemoveFinalizer("nothing is left of the cluster"));
}
