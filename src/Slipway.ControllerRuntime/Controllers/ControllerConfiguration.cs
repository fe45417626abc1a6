using System.Threading.Channels;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Controllers;

/// <summary>What brings keys into a controller's queue, beside the reconciled kind itself.</summary>
public sealed class ControllerConfiguration
{
    private readonly List<ResourceType> _owned = [];
    private readonly List<(ResourceType Type, Func<KubeObject, IEnumerable<ObjectKey>> Map)> _watched = [];
    private readonly List<ChannelReader<ObjectKey>> _sources = [];

    /// <summary>How many keys are reconciled at once. The default value is 10.</summary>
    public int Concurrency { get; set; } = 10;

    internal IReadOnlyList<ResourceType> OwnedTypes => _owned;

    internal IReadOnlyList<(ResourceType Type, Func<KubeObject, IEnumerable<ObjectKey>> Map)> WatchedTypes => _watched;

    internal IReadOnlyList<ChannelReader<ObjectKey>> Sources => _sources;

    /// <summary>A change of an object of this kind brings its controller owner of the reconciled kind.</summary>
    public ControllerConfiguration Owns(ResourceType type)
    {
        _owned.Add(type);
        return this;
    }

    /// <summary>A change of an object of this kind (before and after it) brings the keys that the function gives.</summary>
    public ControllerConfiguration Watches(ResourceType type, Func<KubeObject, IEnumerable<ObjectKey>> map)
    {
        _watched.Add((type, map));
        return this;
    }

    /// <summary>Keys also come from elsewhere, such as a workload cluster's watches.</summary>
    public ControllerConfiguration Source(ChannelReader<ObjectKey> keys)
    {
        _sources.Add(keys);
        return this;
    }
}
