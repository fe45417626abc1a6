using System.Threading.Channels;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>What brings keys into a controller's queue, beside the reconciled kind itself.</summary>
public sealed class ControllerConfiguration
{
    private readonly List<ResourceType> _owned = [];
    private readonly List<MappedWatch> _watched = [];
    private readonly List<IndexedWatch> _indexed = [];
    private readonly List<ChannelReader<ObjectKey>> _sources = [];

    /// <summary>
    /// How many keys are reconciled at once; a pass that takes longer than a second is not counted any more. The default value is 10.
    /// </summary>
    public int Concurrency { get; set; } = 10;

    internal IReadOnlyList<ResourceType> OwnedTypes => _owned;

    internal IReadOnlyList<MappedWatch> MappedWatches => _watched;

    internal IReadOnlyList<IndexedWatch> IndexedWatches => _indexed;

    internal IReadOnlyList<ChannelReader<ObjectKey>> Sources => _sources;

    /// <summary>A change of an object of this kind brings its controller owner of the reconciled kind.</summary>
    public ControllerConfiguration Owns(ResourceType type)
    {
        _owned.Add(type);
        return this;
    }

    /// <summary>A change of an object of this kind (before and after it) brings the keys that the function gives.</summary>
    /// <param name="type">The kind watched.</param>
    /// <param name="map">The keys that an object concerns.</param>
    /// <param name="aspect">
    /// What of the changed object matters: a change that leaves it equal brings nothing; null when all of it does.
    /// </param>
    public ControllerConfiguration Watches(
        ResourceType type, Func<KubeObject, IEnumerable<ObjectKey>> map, Func<KubeObject, object?>? aspect = null)
    {
        _watched.Add(new MappedWatch(type, map, aspect));
        return this;
    }

    /// <summary>
    /// A change of an object of this kind brings the reconciled objects that one of their indexes holds under a value, such as
    /// all that belong to the changed Cluster.
    /// </summary>
    /// <param name="type">The kind watched.</param>
    /// <param name="index">An index of the reconciled kind, such as <see cref="Caching.ObjectIndexes.Cluster"/>.</param>
    /// <param name="value">The value to look up for a changed object; null for none.</param>
    /// <param name="aspect">
    /// What of the changed object matters: a change that leaves it equal brings nothing; null when all of it does.
    /// </param>
    public ControllerConfiguration WatchesIndexed(
        ResourceType type, string index, Func<KubeObject, string?> value, Func<KubeObject, object?>? aspect = null)
    {
        _indexed.Add(new IndexedWatch(type, index, value, aspect));
        return this;
    }

    /// <summary>Keys also come from elsewhere, such as a workload cluster's watches.</summary>
    public ControllerConfiguration Source(ChannelReader<ObjectKey> keys)
    {
        _sources.Add(keys);
        return this;
    }
}
