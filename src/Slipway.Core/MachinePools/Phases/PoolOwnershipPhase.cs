using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.MachinePools.Phases;

/// <summary>A MachinePool belongs to its Cluster and carries its name; what it refers to belongs to it.</summary>
internal static class PoolOwnershipPhase
{
    public static Phase<MachinePoolScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachinePoolScope scope) =>
        ClusterMembership.Decide(scope.Cluster, scope.Pool.Spec!.ClusterName, "MachinePool", cluster =>
        {
            var metadata = scope.Pool.Metadata;
            var owner = Owners.Plain(CoreTypes.Cluster, cluster);
            var isLabelled = metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) == true && name == owner.Name;
            return isLabelled && metadata.Has(owner)
                ? PhaseResult.Completed
                : PhaseResult.Want(new Effect.ChangeSelf<MachinePool>(
                    p =>
                    {
                        p.Metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal);
                        p.Metadata.Labels[ClusterLabels.ClusterName] = owner.Name;
                        p.Metadata.SetOwner(owner);
                    },
                    $"the MachinePool belongs to Cluster {owner.Name}"));
        });

    /// <summary>What makes the bootstrap config or infrastructure pool the MachinePool's own; null when it is.</summary>
    public static Effect? TakeOver(MachinePool pool, ContractObject part) => OwnershipPatch.Decide(
        part.Type,
        part.Source,
        Owners.Controller(CoreTypes.MachinePool, pool),
        [KeyValuePair.Create(ClusterLabels.ClusterName, pool.Spec!.ClusterName!)],
        $"{part.Kind} {part.Source.Metadata.Name} belongs to MachinePool {pool.Metadata.Name}");
}
