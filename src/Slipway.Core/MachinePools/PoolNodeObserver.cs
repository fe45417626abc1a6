using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Machines;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachinePools;

/// <summary>Finds the Nodes of a pool's machines in the workload cluster.</summary>
internal sealed class PoolNodeObserver(IClusterCache clusters, NodeObserver nodes)
{
    public async ValueTask<PoolNodes> ObserveAsync(
        MachinePool pool, IReadOnlyCollection<string> providerIds, ObjectKey cluster, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(pool.Metadata.NamespaceProperty, pool.Metadata.Name);
        foreach (var id in providerIds)
        {
            nodes.Register(self, cluster, id);
        }

        var found = new PoolNodes(clusters.Get(cluster));
        if (found.Connection is not Observed<IWorkloadCluster>.Found(var workload))
        {
            return found;
        }

        try
        {
            return await FindAsync(found, pool, providerIds.ToHashSet(StringComparer.Ordinal), workload, cancellationToken);
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or IOException)
        {
            return found with
            {
                Failure = new Observed<KubeObject>.Unknown(ErrorCodes.WorkloadClusterUnreachable, $"Nodes cannot be listed: {e.Message}"),
            };
        }
    }

    private static async ValueTask<PoolNodes> FindAsync(
        PoolNodes nodes, MachinePool pool, HashSet<string> providerIds, IWorkloadCluster workload, CancellationToken cancellationToken)
    {
        var byId = ImmutableDictionary.CreateBuilder<string, PoolNode>(StringComparer.Ordinal);
        foreach (var id in providerIds)
        {
            var found = await workload.Cache.ListByIndexAsync(BuiltInTypes.Node, WorkloadIndexes.ProviderId, id, cancellationToken);
            if (found.Count > 0)
            {
                byId[id] = Read(found[0]);
            }
        }

        var retired = ImmutableArray.CreateBuilder<PoolNode>();
        foreach (var reference in pool.Status?.NodeRefs ?? [])
        {
            var observed = await workload.Cache.GetAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(reference.Name), cancellationToken);

            // A Node without an identifier may be about to get that of a machine there is.
            if (observed is Observed<KubeObject>.Found(var node)
                && NodeIdentity.ProviderId(node) is { Length: > 0 } id
                && !providerIds.Contains(id))
            {
                retired.Add(Read(node));
            }
        }

        return nodes with { ByProviderId = byId.ToImmutable(), Retired = retired.ToImmutable() };
    }

    private static PoolNode Read(KubeObject node) => new(node, node.View(BuiltInTypes.Node.Json));
}
