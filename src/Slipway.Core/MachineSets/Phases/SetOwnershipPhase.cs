using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineSets.Phases;

/// <summary>A set carries its cluster's name; one that no MachineDeployment manages belongs to its Cluster.</summary>
internal static class SetOwnershipPhase
{
    public static Phase<MachineSetScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineSetScope scope) =>
        ClusterMembership.Decide(scope.Cluster, scope.Set.Spec!.ClusterName, "MachineSet", cluster =>
        {
            var (set, owner, name) = (scope.Set, Owners.Plain(CoreTypes.Cluster, cluster), cluster.Metadata.Name);
            var wantsOwner = IsStandalone(set) && !set.Metadata.Has(owner);
            return wantsOwner || !IsLabelled(set)
                ? PhaseResult.Want(new Effect.ChangeSelf<MachineSet>(
                    s => Change(s, name, wantsOwner ? owner : null), $"the set belongs to Cluster {name}"))
                : PhaseResult.Completed;
        });

    // A set that lost its owner, as after a restore, is its MachineDeployment's to take back.
    private static bool IsStandalone(MachineSet set) =>
        set.Metadata.ControllerOf() is null && set.Metadata.Labels?.ContainsKey(ClusterLabels.DeploymentName) != true;

    private static bool IsLabelled(MachineSet set) =>
        Names(set.Metadata.Labels) && Names(set.Spec?.Selector?.MatchLabels) && Names(set.Spec?.Template?.Metadata?.Labels);

    private static bool Names(IDictionary<string, string>? labels) => labels?.ContainsKey(ClusterLabels.ClusterName) == true;

    private static void Change(MachineSet set, string cluster, Kubernetes.Objects.OwnerReference? owner)
    {
        (set.Metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster;
        (set.Spec!.Selector!.MatchLabels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster;
        ((set.Spec.Template!.Metadata ??= new()).Labels ??= new Dictionary<string, string>(StringComparer.Ordinal))[ClusterLabels.ClusterName] = cluster;
        if (owner is not null)
        {
            set.Metadata.SetOwner(owner);
        }
    }
}
