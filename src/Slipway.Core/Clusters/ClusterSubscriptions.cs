using System.Threading.Channels;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Who wants to hear of clusters that come and go, and of objects in them.</summary>
internal sealed class ClusterSubscriptions
{
    private readonly Lock _lock = new();
    private readonly List<(Func<ObjectKey, IEnumerable<ObjectKey>> Map, ChannelWriter<ObjectKey> Writer)> _ofClusters = [];
    private readonly List<ObjectSubscription> _ofObjects = [];

    public ChannelReader<ObjectKey> Add(Func<ObjectKey, IEnumerable<ObjectKey>> map)
    {
        var channel = Channel.CreateUnbounded<ObjectKey>();
        lock (_lock)
        {
            _ofClusters.Add((map, channel.Writer));
        }

        return channel.Reader;
    }

    public (ObjectSubscription Subscription, ChannelReader<ObjectKey> Keys) Add(
        ResourceType type, Func<ObjectKey, KubeObject, IEnumerable<ObjectKey>> map)
    {
        var channel = Channel.CreateUnbounded<ObjectKey>();
        var subscription = new ObjectSubscription(type, map, channel.Writer);
        lock (_lock)
        {
            _ofObjects.Add(subscription);
        }

        return (subscription, channel.Reader);
    }

    /// <summary>Tells that a cluster came, went or fell silent.</summary>
    public void Tell(ObjectKey cluster)
    {
        lock (_lock)
        {
            foreach (var (map, writer) in _ofClusters)
            {
                foreach (var key in map(cluster))
                {
                    writer.TryWrite(key);
                }
            }
        }
    }

    /// <summary>Listens to the objects of a cluster that has come.</summary>
    public void Attach(ObjectKey cluster, WorkloadCluster workload)
    {
        lock (_lock)
        {
            _ofObjects.ForEach(s => s.Attach(cluster, workload));
        }
    }

    internal sealed record ObjectSubscription(
        ResourceType Type, Func<ObjectKey, KubeObject, IEnumerable<ObjectKey>> Map, ChannelWriter<ObjectKey> Writer)
    {
        public void Attach(ObjectKey cluster, WorkloadCluster workload) =>
            workload.Subscriptions.Add(workload.Objects.Subscribe(Type, change => Tell(cluster, change)));

        private void Tell(ObjectKey cluster, ObjectChange change)
        {
            foreach (var obj in (ReadOnlySpan<KubeObject?>)[change.Old, change.New])
            {
                foreach (var key in obj is null ? [] : Map(cluster, obj))
                {
                    Writer.TryWrite(key);
                }
            }
        }
    }
}
