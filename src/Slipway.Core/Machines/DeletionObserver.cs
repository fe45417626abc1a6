using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines.Deletion;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines;

/// <summary>Reads what the deletion of a Machine needs beside the rest.</summary>
internal sealed class DeletionObserver(ReferenceTracker references, EvictionJournal journal)
{
    public async ValueTask<DeletionObservation> ObserveAsync(MachineScope scope, ObjectKey self, ObserveContext context, CancellationToken cancellationToken)
    {
        if (scope.Cluster.ValueOrNull is not { } cluster)
        {
            return new DeletionObservation("the Cluster is not known", [], []);
        }

        var controlPlane = cluster.Spec?.ControlPlaneRef is { } reference ? await references.GetAsync(reference, self, cancellationToken) : null;
        var machines = await context.Cache.ListByIndexAsync(
            CoreTypes.Machine, ObjectIndexes.Cluster, new ObjectKey(self.Namespace, cluster.Metadata.Name).ToString(), cancellationToken);
        var active = machines.Count(m => !m.IsDeleting && m.Metadata.Labels.ContainsKey(ClusterLabels.ControlPlane));
        var hasNode = scope.Machine.Status?.NodeRef is not null || scope.Node.Node is not null;
        var refusal = NodeRefusals.Of(cluster, hasNode, controlPlane, active);
        var asked = scope with { Deletion = new DeletionObservation(refusal, [], []) };
        if (refusal is not null || scope.Node is not { Connection: Observed<IWorkloadCluster>.Found(var workload), Node: { } node })
        {
            return asked.Deletion!;
        }

        var pods = await ListPodsAsync(workload, node, context.Now, cancellationToken);
        var volumes = VolumeDetachPhase.IsSkipped(asked, context.Now)
            ? []
            : await AttachedVolumes.ListAsync(workload.Client, node, pods, cancellationToken);
        var drained = DrainPhase.IsSkipped(asked, context.Now) ? [] : pods.Select(p => p.Pod).ToImmutableArray();
        return new DeletionObservation(null, drained, volumes);
    }

    private async ValueTask<ImmutableArray<PodOnNode>> ListPodsAsync(
        IWorkloadCluster workload, k8s.Models.V1Node node, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var listed = await workload.Client.ListAsync(
            BuiltInTypes.Pod, ns: null, new ListOptions { FieldSelector = $"spec.nodeName={node.Metadata.Name}" }, cancellationToken);
        var unreachable = node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready")?.Status == ConditionStatus.Unknown;
        return
        [
            .. from source in listed.Items
               let pod = source.To(BuiltInTypes.Pod.Json)
               where pod.Spec?.NodeName == node.Metadata.Name
               let behavior = PodFilter.Classify(pod, unreachable, now)
               select new PodOnNode(new DrainPod(source.Key, source.Metadata.Uid, behavior, journal.Of(source.Metadata.Uid)), pod),
        ];
    }
}
