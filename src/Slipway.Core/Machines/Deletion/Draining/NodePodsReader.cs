using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;
using k8s.Models;

namespace Slipway.Core.Machines.Deletion.Draining;

/// <summary>Reads the pods of a Node, and what decides what is done with them.</summary>
internal static class NodePodsReader
{
    /// <exception cref="SelectorParseException">A MachineDrainRule is not valid.</exception>
    public static async ValueTask<NodePods> ReadAsync(
        IWorkloadCluster workload, V1Node node, Machine machine, Cluster cluster, RequestJournal journal, ObserveContext context,
            CancellationToken cancellationToken)
    {
        var listed = await workload.Client.ListAsync(
            BuiltInTypes.Pod, ns: null, new ListOptions { FieldSelector = $"spec.nodeName={node.Metadata.Name}" }, cancellationToken);
        if (listed.Items.Count == 0)
        {
            return new NodePods([], journal);
        }

        var rules = await context.Cache.ListAsync(CoreTypes.MachineDrainRule, machine.Metadata.NamespaceProperty, filter: null,
            cancellationToken);
        var matching = DrainRule.Matching(rules.Select(r => r.View(CoreTypes.MachineDrainRule.Json)), machine, cluster);
        var around = new PodSurroundings
        {
            NodeUnreachable = NodeReachability.IsLost(node),
            Rules = matching,
            MissingDaemonSets = await MissingDaemonSetsAsync(workload, listed.Items, cancellationToken),
            NamespaceLabels = matching.Any(r => r.AsksForNamespace)
                ? await NamespaceLabelsAsync(workload.Cache, listed.Items, cancellationToken)
                : ImmutableDictionary<string, IReadOnlyDictionary<string, string>>.Empty,
        };
        journal.Keep(listed.Items.Select(p => p.Metadata.Uid).ToHashSet(StringComparer.Ordinal));
        return new NodePods(
            [.. listed.Items.Select(p => PodFilter.Classify(p, around, context.Now) with { Attempt = journal.Of(p.Metadata.Uid) })],
                journal);
    }

    private static async ValueTask<HashSet<ObjectKey>> MissingDaemonSetsAsync(
        IWorkloadCluster workload, IReadOnlyList<KubeObject> pods, CancellationToken cancellationToken)
    {
        HashSet<ObjectKey> missing = [];
        foreach (var daemonSet in pods.Select(PodFilter.DaemonSetOf).OfType<ObjectKey>().Distinct())
        {
            if (await workload.Client.FindAsync((ResourceType)BuiltInTypes.DaemonSet, daemonSet, cancellationToken) is null)
            {
                missing.Add(daemonSet);
            }
        }

        return missing;
    }

    private static async ValueTask<Dictionary<string, IReadOnlyDictionary<string, string>>> NamespaceLabelsAsync(
        IObjectReader cache, IReadOnlyList<KubeObject> pods, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyDictionary<string, string>> labels = new(StringComparer.Ordinal);
        foreach (var ns in pods.Select(p => p.Key.Namespace).Distinct(StringComparer.Ordinal))
        {
            var found = await cache.GetAsync(BuiltInTypes.Namespace, ObjectKey.ClusterScoped(ns), cancellationToken);
            labels[ns] = found.ValueOrNull?.Metadata.Labels ?? throw new IOException($"Namespace {ns} of a Pod is not known");
        }

        return labels;
    }
}
