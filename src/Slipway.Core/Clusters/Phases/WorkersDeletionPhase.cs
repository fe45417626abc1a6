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
    private const int MaxNames = 5;

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

        var message = Left(scope);
        if (effects.Count > 0)
        {
            return new PhaseResult.Do([.. effects]) { Message = message };
        }

        return message.Length == 0 ? PhaseResult.Completed : PhaseResult.WaitFor(ConditionReasons.WaitingForWorkersDeletion, message);

        void Add<T>(ResourceType<T> type, IEnumerable<T> objects)
            where T : class, IKubernetesObject<V1ObjectMeta> => effects.AddRange(objects
                .Where(o => o.Metadata.DeletionTimestamp is null)
                .Select(o => new Effect.Delete(type, new ObjectKey(o.Metadata.NamespaceProperty, o.Metadata.Name), o.Metadata.Uid, "the Cluster is being deleted")));
    }

    private static string Left(ClusterScope scope)
    {
        string?[] left =
        [
            scope.ControlPlane is null ? Names("Control plane Machines", scope.ControlPlaneMachines) : null,
            Names("MachineDeployments", scope.Deployments),
            Names("MachineSets", scope.Sets),
            Names("MachinePools", scope.Pools),
            Names("Worker Machines", [.. scope.WorkerMachines, .. scope.PoolMachines]),
        ];
        return string.Join('\n', left.OfType<string>().Select(l => $"* {l}"));
    }

    private static string? Names<T>(string kind, IReadOnlyCollection<T> objects)
        where T : class, IKubernetesObject<V1ObjectMeta> => objects.Count == 0
            ? null
            : $"{kind}: {NameList.Of([.. objects.Select(o => o.Metadata.Name).Order(StringComparer.Ordinal)], MaxNames)}";
}
