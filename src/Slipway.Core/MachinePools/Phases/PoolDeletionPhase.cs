using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;

namespace Slipway.Core.MachinePools.Phases;

/// <summary>Deletes boot data and infrastructure, then the Nodes that are left, and lets the pool go.</summary>
internal static class PoolDeletionPhase
{
    private const string Why = "the MachinePool is being deleted";

    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(2);

    public static Phase<MachinePoolScope> Parts { get; } = new("Parts", (scope, _) => DecideParts(scope));

    public static Phase<MachinePoolScope> Nodes { get; } = new("DeletedNodes", DecideNodes);

    public static Phase<MachinePoolScope> Finalizer { get; } =
        new("Finalizer", (_, _) => PhaseResult.Want(new Effect.RemoveFinalizer("the pool's machines are gone")));

    private static PhaseResult DecideParts(MachinePoolScope scope)
    {
        List<Effect> effects = [];
        List<string> left = [];
        foreach (var part in (ImmutableArray<Observed<ContractObject>?>)[scope.Bootstrap, scope.Infrastructure])
        {
            switch (part)
            {
                case Observed<ContractObject>.Unknown(var code, var message):
                    return PhaseResult.FailWith(code, message);
                case Observed<ContractObject>.Found(var found):
                    left.Add($"{found.Kind} {found.Source.Metadata.Name}");
                    if (!found.Source.IsDeleting)
                    {
                        effects.Add(new Effect.Delete(found.Type, found.Source.Key, found.Source.Metadata.Uid, Why));
                    }

                    break;
                default:
                    break;
            }
        }

        return effects.Count > 0 ? PhaseResult.Want([.. effects])
            : left.Count > 0 ? PhaseResult.WaitFor(ConditionReasons.Deleting, $"Waiting for {string.Join(" and ", left)} to be deleted")
            : PhaseResult.Completed;
    }

    private static PhaseResult DecideNodes(MachinePoolScope scope, DateTimeOffset now)
    {
        // With the cluster go its Nodes.
        if (scope.Cluster is not Observed<Cluster>.Found { Value.Metadata.DeletionTimestamp: null }
            || scope.Pool.Status?.NodeRefs is not { Count: > 0 }
            || HasElapsed(scope, now))
        {
            return PhaseResult.Completed;
        }

        if (scope.Nodes.Failure is { } failure)
        {
            return PhaseResult.FailWith(failure.Code, $"Error deleting Nodes: {failure.Message}");
        }

        if (scope.Nodes.Connection is not Observed<IWorkloadCluster>.Found(var cluster))
        {
            return PhaseResult.WaitFor(
                ConditionReasons.Deleting, "Waiting for the connection to the workload cluster to delete the Nodes", Recheck);
        }

        var left = scope.Nodes.ByProviderId.Values.Concat(scope.Nodes.Retired).Where(n => !n.Source.IsDeleting).ToList();
        return left.Count == 0
            ? PhaseResult.Completed
            : new PhaseResult.Do([.. left.Select(n => PoolNodesPhase.Delete(n, cluster, Why))]) { Recheck = Recheck };
    }

    private static bool HasElapsed(MachinePoolScope scope, DateTimeOffset now) =>
        scope.Template.Deletion?.NodeDeletionTimeoutSeconds is { } seconds and > 0
        && now.UtcDateTime - scope.Pool.Metadata.DeletionTimestamp > TimeSpan.FromSeconds(seconds);
}
