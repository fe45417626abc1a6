using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines;

/// <summary>Finds a Machine's Node in the workload cluster.</summary>
internal sealed class NodeObserver(IClusterCache clusters, Dependents dependents)
{
    private static readonly GroupKind NodeKind = BuiltInTypes.Node.Kind.GroupKind;

    /// <summary>The Node with the Machine's identifier; the one that the Machine names while the identifier is not known.</summary>
    /// <param name="machine">The Machine.</param>
    /// <param name="providerId">The identifier of its machine; null while nobody has told it.</param>
    /// <param name="cluster">The Machine's cluster.</param>
    /// <param name="self">The Machine's key, which is brought back when the Node changes.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async ValueTask<NodeObservation> ObserveAsync(
        Machine machine, string? providerId, ObjectKey cluster, ObjectKey self, CancellationToken cancellationToken)
    {
        var name = machine.Status?.NodeRef?.Name;
        if (providerId is not null)
        {
            Register(self, cluster, providerId);
        }
        else if (name is null)
        {
            return NodeObservation.NotAsked;
        }

        var connection = clusters.Get(cluster);
        if (connection is not Observed<IWorkloadCluster>.Found(var workload))
        {
            return connection is Observed<IWorkloadCluster>.Unknown(var code, var message)
                ? new NodeObservation(connection, new Observed<KubeObject>.Unknown(code, message), null)
                : NodeObservation.NotAsked;
        }

        var node = await FindAsync(workload, name, providerId, cancellationToken);
        return new NodeObservation(connection, node, node.ValueOrNull?.To(BuiltInTypes.Node.Json));
    }

    /// <summary>Notes who looks at the Node of an identifier.</summary>
    public void Register(ObjectKey self, ObjectKey cluster, string providerId) =>
        dependents.Register(self, NodeKind, SubjectOf(cluster, providerId));

    /// <summary>Who looks at a changed Node.</summary>
    public IEnumerable<ObjectKey> DependentsOf(ObjectKey cluster, KubeObject node) =>
        NodeIdentity.ProviderId(node) is { } providerId ? dependents.Of(NodeKind, SubjectOf(cluster, providerId)) : [];

    private static ObjectKey SubjectOf(ObjectKey cluster, string providerId) => new(cluster.ToString(), providerId);

    private static async ValueTask<Observed<KubeObject>> FindAsync(
        IWorkloadCluster workload, string? name, string? providerId, CancellationToken cancellationToken)
    {
        try
        {
            if (name is not null
                && await workload.Cache.GetAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(name), cancellationToken) is var known
                && (providerId is null
                    || known is Observed<KubeObject>.Unknown
                    || (known.ValueOrNull is { } node && NodeIdentity.ProviderId(node) == providerId)))
            {
                return known;
            }

            var found = await workload.Cache.ListByIndexAsync(
                BuiltInTypes.Node, WorkloadIndexes.ProviderId, providerId!, cancellationToken);
            return found.Count switch
            {
                0 => new Observed<KubeObject>.Absent(),
                1 => new Observed<KubeObject>.Found(found[0]),
                _ => new Observed<KubeObject>.Unknown(
                    ErrorCodes.ContractViolation,
                    $"{found.Count} Nodes have spec.providerID {providerId}: {string.Join(", ", found.Select(n => n.Metadata.Name))}"),
            };
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or IOException or TimeoutException)
        {
            return new Observed<KubeObject>.Unknown(ErrorCodes.WorkloadClusterUnreachable, $"Nodes cannot be listed: {e.Message}");
        }
    }
}
