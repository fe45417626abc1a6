using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Phases;

/// <summary>A Machine carries its cluster's name; one that nothing else owns belongs to its Cluster.</summary>
internal static class OwnershipPhase
{
    public static Phase<MachineScope> Instance { get; } = new("Ownership", (scope, _) => Decide(scope));

    public static PhaseResult Decide(MachineScope scope)
    {
        var machine = scope.Machine;
        if (scope.Cluster is Observed<Cluster>.Unknown(var code, var message))
        {
            return PhaseResult.FailWith(code, message);
        }

        if (scope.Cluster is not Observed<Cluster>.Found(var cluster))
        {
            return PhaseResult.WaitFor(
                nameof(ErrorCodes.ReferenceNotFound), $"spec.clusterName: there is no Cluster {machine.Spec!.ClusterName} in the Machine's namespace");
        }

        var owner = Owners.Plain(CoreTypes.Cluster, cluster);
        var wantsOwner = IsStandalone(machine) && !machine.Metadata.Has(owner);
        var wantsLabel = machine.Metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) != true || name != cluster.Metadata.Name;
        if (!wantsOwner && !wantsLabel)
        {
            return PhaseResult.Completed;
        }

        return PhaseResult.Want(new Effect.ChangeSelf<Machine>(
            m =>
            {
                m.Metadata.Labels ??= new Dictionary<string, string>(StringComparer.Ordinal);
                m.Metadata.Labels[ClusterLabels.ClusterName] = cluster.Metadata.Name;
                if (wantsOwner)
                {
                    m.Metadata.SetOwner(owner);
                }
            },
            $"the Machine belongs to Cluster {cluster.Metadata.Name}"));
    }

    public static bool IsStandalone(Machine machine) =>
        machine.Metadata.ControllerOf() is null
        && machine.Metadata.Labels is var labels
        && labels?.ContainsKey(ClusterLabels.SetName) != true
        && labels?.ContainsKey(ClusterLabels.PoolName) != true
        && labels?.ContainsKey(ClusterLabels.ControlPlaneName) != true;
}
