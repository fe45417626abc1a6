using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Phases;

/// <summary>A Machine carries its cluster's name; one that nothing else owns belongs to its Cluster.</summary>
internal static class OwnershipPhase
{
    public static Phase<MachineScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineScope scope) =>
        ClusterMembership.Decide(scope.Cluster, scope.Machine.Spec!.ClusterName, "Machine", cluster =>
        {
            var metadata = scope.Machine.Metadata;
            var owner = Owners.Plain(CoreTypes.Cluster, cluster);
            var wantsOwner = IsStandalone(scope.Machine) && !metadata.Has(owner);
            var wantsLabel = metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) != true || name != cluster.Metadata.Name;
            return wantsOwner || wantsLabel
                ? PhaseResult.Want(new Effect.ChangeSelf<Machine>(
                    m => Change(m.Metadata, owner, wantsOwner), $"the Machine belongs to Cluster {cluster.Metadata.Name}"))
                : PhaseResult.Completed;
        });

    public static bool IsStandalone(Machine machine) =>
        machine.Metadata.ControllerOf() is null
        && machine.Metadata.Labels is var labels
        && labels?.ContainsKey(ClusterLabels.SetName) != true
        && labels?.ContainsKey(ClusterLabels.PoolName) != true
        && labels?.ContainsKey(ClusterLabels.ControlPlaneName) != true;

    private static void Change(V1ObjectMeta metadata, OwnerReference cluster, bool wantsOwner)
    {
        (metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster.Name;
        if (wantsOwner)
        {
            metadata.SetOwner(cluster);
        }
    }
}
