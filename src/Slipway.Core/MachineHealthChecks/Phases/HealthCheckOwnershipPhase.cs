using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks.Phases;

/// <summary>A MachineHealthCheck belongs to its Cluster and carries its name.</summary>
internal static class HealthCheckOwnershipPhase
{
    public static Phase<HealthCheckScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(HealthCheckScope scope) =>
        ClusterMembership.Decide(scope.Cluster, scope.Check.Spec!.ClusterName, "MachineHealthCheck", cluster =>
        {
            var owner = Owners.Plain(CoreTypes.Cluster, cluster);
            return scope.Check.Metadata.Has(owner) && IsLabelled(scope.Check, cluster.Metadata.Name)
                ? PhaseResult.Completed
                : PhaseResult.Want(new Effect.ChangeSelf<MachineHealthCheck>(
                    c => Change(c.Metadata, owner), $"the MachineHealthCheck belongs to Cluster {cluster.Metadata.Name}"));
        });

    private static bool IsLabelled(MachineHealthCheck check, string cluster) =>
        check.Metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) == true && name == cluster;

    private static void Change(V1ObjectMeta metadata, OwnerReference cluster)
    {
        (metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster.Name;
        metadata.SetOwner(cluster);
    }
}
