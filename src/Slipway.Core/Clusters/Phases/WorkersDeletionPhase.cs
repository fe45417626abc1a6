using k8s;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters.Phases;

/// <summary>Workers go first: they need a control plane to be drained and removed from. Control plane Machines without a control plane
/// object go with them.</summary>
internal static class WorkersDeletionPhase
{
    public static Phase<ClusterScope> Instance { get; } = new(ClusterDeletionSteps.Workers, (scope, _) => Decide(scope));

    public static PhaseResult Decide(ClusterScope scope)
    {
        List<Effect> effects = [];
        Add(CoreTypes.MachinePool, scope.Pools);
        Add(CoreTypes.MachineDeployment, scope.Deployments);
        Add(CoreTypes.MachineSet, scope.StandaloneSets);
        Add(CoreTypes.Machine, scope.StandaloneWorkers);
        if (scope.ControlPlane is null)
        {
            Add(CoreTypes.Machine, scope.ControlPlaneMachines.Where(m => m.Metadata.ControllerOf() is null));
        }

        if (effects.Count > 0)
        {
            return PhaseResult.Want([.. effects]);
        }

        string?[] left =
        [
            Names("MachineDeployments", scope.Deployments),
            Names("MachineSets", scope.Sets),
            Names("MachinePools", scope.Pools),
            Names("worker Machines", scope.WorkerMachines),
            scope.ControlPlane is null ? Names("control plane Machines", scope.ControlPlaneMachines) : null,
        ];
        return left.All(l => l is null)
            ? PhaseResult.Completed
            : PhaseResult.WaitFor(ConditionReasons.WaitingForWorkersDeletion, string.Join('\n', left.OfType<string>().Select(l => $"* {l}")));

        void Add<T>(ResourceType<T> type, IEnumerable<T> objects)
            where T : class, IKubernetesObject<V1ObjectMeta> => effects.AddRange(objects
                .Where(o => o.Metadata.DeletionTimestamp is null)
                .Select(o => new Effect.Delete(type, new ObjectKey(o.Metadata.NamespaceProperty, o.Metadata.Name), o.Metadata.Uid, "the Cluster is being deleted")));
    }

    private static string? Names<T>(string kind, IReadOnlyCollection<T> objects)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        const int MaxNames = 5;
        var more = objects.Count > MaxNames ? $", ... ({objects.Count - MaxNames} more)" : "";
        return objects.Count == 0 ? null : $"{kind}: {string.Join(", ", objects.Select(o => o.Metadata.Name).Order(StringComparer.Ordinal).Take(MaxNames))}{more}";
    }
}
