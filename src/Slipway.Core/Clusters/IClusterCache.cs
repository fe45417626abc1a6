using System.Threading.Channels;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>The connections to workload clusters: one a cluster, shared by all controllers, made from its kubeconfig Secret.</summary>
public interface IClusterCache
{
    /// <summary>
    /// The connection to a cluster. Absent while there is no kubeconfig Secret yet; Unknown while it cannot be reached.
    /// Never waits for the network: what is not connected is being connected, and <see cref="Subscribe()"/> tells when.
    /// </summary>
    Observed<IWorkloadCluster> Get(ObjectKey cluster);

    /// <summary>When the cluster was last reached, and since when it is not.</summary>
    ClusterHealth GetHealth(ObjectKey cluster);

    /// <summary>The keys of clusters whose connection came, went or fell silent.</summary>
    ChannelReader<ObjectKey> Subscribe();

    /// <summary>The keys that the function makes of each cluster whose connection came, went or fell silent.</summary>
    ChannelReader<ObjectKey> Subscribe(Func<ObjectKey, IEnumerable<ObjectKey>> map);

    /// <summary>Watches a kind in every connected workload cluster and gives the keys that the function makes of each change.</summary>
    /// <param name="type">The kind in the workload clusters, such as Node.</param>
    /// <param name="map">From the cluster and the changed object to keys of the subscriber.</param>
    ChannelReader<ObjectKey> Subscribe(ResourceType type, Func<ObjectKey, KubeObject, IEnumerable<ObjectKey>> map);
}
