using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Requests;

/// <summary>One change as a watcher is told of it.</summary>
public readonly struct ResourceWatchEvent
{
    private readonly StoreEvent? _source;
    private readonly object? _version;

    /// <summary>An event.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="obj">The object.</param>
    /// <param name="source">The store's event that it shows; null when it is made for one watcher only.</param>
    /// <param name="version">Names the version that the object is shown in.</param>
    internal ResourceWatchEvent(WatchEventType type, KubeObject obj, StoreEvent? source = null, object? version = null)
    {
        Type = type;
        Object = obj;
        _source = source;
        _version = version;
    }

    /// <summary>What happened, seen through the watch's selector.</summary>
    public WatchEventType Type { get; }

    /// <summary>The object in the version asked for; of a bookmark the kind, the resourceVersion and annotations.</summary>
    public KubeObject Object { get; }

    /// <summary>The event in another form, made once for all watchers that see the event alike.</summary>
    /// <param name="form">Names the form; compared with <see cref="object.Equals(object)"/>.</param>
    /// <param name="encode">Makes the bytes.</param>
    internal ReadOnlyMemory<byte> ToBytes(object form, Func<WatchEventType, KubeObject, byte[]> encode) => _source is null || _version is null
        ? encode(Type, Object)
        : _source.GetOrAddEncoded(
            (_version, Type, form), (Type, Object, encode), static (_, state) => state.encode(state.Type, state.Object));
}
