using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Requests;

/// <summary>One change as a watcher is told of it.</summary>
public readonly struct ResourceWatchEvent
{
    internal ResourceWatchEvent(WatchEventType type, KubeObject obj)
    {
        Type = type;
        Object = obj;
    }

    /// <summary>What happened, seen through the watch's selector.</summary>
    public WatchEventType Type { get; }

    /// <summary>The object in the version asked for; of a bookmark the kind, the resourceVersion and annotations.</summary>
    public KubeObject Object { get; }

    /// <summary>
    /// The event as a line of a JSON watch stream, its newline included. It is made once for all watchers that see the event alike.
    /// </summary>
    public ReadOnlyMemory<byte> ToLine() => WatchLine.Encode(Type, Object);
}
