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

    /// <summary>A cluster without a port gets one, recorded before anything uses it; one with a port is opened there.</summary>
    public static PhaseResult Endpoint(DevClusterScope scope, DateTimeOffset now) => scope switch
    {
        { FreePort: { } port } => PhaseResult.Want(new Effect.ChangeSelf<DevCluster>(
            cluster => cluster.Spec!.ControlPlaneEndpoint = new ApiEndpoint { Host = Host, Port = port },
            $"port {port} is free")),
        { Workload: null, DevCluster.Spec.ControlPlaneEndpoint.Port: { } port } =>
            PhaseResult.Want(WorkloadEffects.Open(scope.Clusters, scope.DevCluster, port)),
        _ => PhaseResult.Completed,
    };

    /// <summary>
    /// Ends the cluster, then lets the object go. Its machines are gone by now: the Cluster deletes its infrastructure last.
    /// </summary>
    public static PhaseResult Delete(DevClusterScope scope, DateTimeOffset now) => PhaseResult.Want(
        new Effect.Call("drop workload cluster", async token => await scope.Clusters.DeleteAsync(scope.Uid, token), "the DevCluster is deleted"),
        new Effect.RemoveFinalizer("nothing is left of the cluster"));
}
