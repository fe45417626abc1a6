using System.Collections.Concurrent;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Deletion;
using Slipway.Core.Machines.Deletion.Draining;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Core.Machines;

/// <summary>Reads what the deletion of a Machine needs beside the rest.</summary>
internal sealed class DeletionObserver(ReferenceTracker references)
{
    private readonly ConcurrentDictionary<ObjectKey, DeletionMemory> _memories = new();

    public async ValueTask<DeletionObservation> ObserveAsync(MachineScope scope, ObjectKey self, ObserveContext context, CancellationToken cancellationToken)
    {
        if (scope.Cluster.ValueOrNull is not { } cluster)
        {
            return new DeletionObservation("the Cluster is not known");
        }

        var controlPlane = cluster.Spec?.ControlPlaneRef is { } reference ? await references.GetAsync(reference, self, cancellationToken) : null;
        if (controlPlane is Observed<ContractObject>.Unknown undecided && cluster.Metadata.DeletionTimestamp is null)
        {
            return new DeletionObservation(NodeRefusal: null) { Undecided = undecided };
        }

        var refusal = await RefusalAsync(scope, cluster, controlPlane, context.Cache, cancellationToken);
        if (refusal is not null)
        {
            return new DeletionObservation(refusal);
        }

        var memory = _memories.GetOrAdd(self, static _ => new DeletionMemory());
        if (scope is { Infrastructure: Observed<ContractObject>.Absent, Bootstrap: null or Observed<ContractObject>.Absent })
        {
            memory.NodeDeletionSince ??= context.Now;
            return new DeletionObservation(NodeRefusal: null) { NodeDeletionTried = context.Now - memory.NodeDeletionSince };
        }

        return await ObserveNodeAsync(scope, cluster, memory, context, cancellationToken);
    }

    public void Forget(ObjectKey machine) => _memories.TryRemove(machine, out _);

    private static async ValueTask<DeletionObservation> ObserveNodeAsync(
        MachineScope scope, Cluster cluster, DeletionMemory memory, ObserveContext context, CancellationToken cancellationToken)
    {
        var observation = new DeletionObservation(NodeRefusal: null);
        var asked = scope with { Deletion = observation };
        if (scope.Node is not { Connection: Observed<IWorkloadCluster>.Found(var workload), Node: { } node })
        {
            return observation;
        }

        if (!DrainPhase.IsSkipped(asked, context.Now))
        {
            var pods = await ReadPodsAsync();
            observation = observation with { Pods = pods };
            if (pods is not Observed<NodePods>.Found { Value.Plan.IsCompleted: true })
            {
                return observation;
            }
        }

        return VolumeDetachPhase.IsSkipped(asked, context.Now) || NodeReachability.IsLost(node)
            ? observation
            : observation with
            {
                Volumes = await TryAsync(() =>
                    AttachedVolumesReader.ReadAsync(workload.Client, node, IgnoredClaimsAsync, cancellationToken)),
            };

        ValueTask<Observed<NodePods>> ReadPodsAsync() => TryAsync(
            () => NodePodsReader.ReadAsync(workload, node, scope.Machine, cluster, memory.Evictions, context, cancellationToken));

        async ValueTask<IReadOnlySet<string>> IgnoredClaimsAsync()
        {
            var pods = observation.Pods.ValueOrNull
                ?? await NodePodsReader.ReadAsync(workload, node, scope.Machine, cluster, memory.Evictions, context, cancellationToken);
            return pods.Pods
                .Where(p => p.Behavior == DrainBehavior.Skip)
                .SelectMany(p => p.Claims.Select(c => $"{p.Key.Namespace}/{c}"))
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    private static async ValueTask<string?> RefusalAsync(
        MachineScope scope, Cluster cluster, Observed<ContractObject>? controlPlane, IObjectReader cache,
            CancellationToken cancellationToken)
    {
        var machines = await cache.ListByIndexAsync(
            CoreTypes.Machine, ObjectIndexes.Cluster, new ObjectKey(cluster.Metadata.NamespaceProperty, cluster.Metadata.Name).ToString(),
                cancellationToken);
        var active = machines.Count(m => !m.IsDeleting && m.Metadata.Labels.ContainsKey(ClusterLabels.ControlPlane));
        var hasNode = scope.Machine.Status?.NodeRef is not null || scope.Node.Node is not null;
        return NodeRefusals.Of(cluster, hasNode, controlPlane, active);
    }

    private static async ValueTask<Observed<T>> TryAsync<T>(Func<ValueTask<T>> read)
        where T : class
    {
        try
        {
            return new Observed<T>.Found(await read());
        }
        catch (SelectorParseException e)
        {
            return new Observed<T>.Unknown(ErrorCodes.InvalidSpecification, e.Message);
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or IOException)
        {
            return new Observed<T>.Unknown(ErrorCodes.WorkloadClusterUnreachable, e.Message);
        }
    }
}
