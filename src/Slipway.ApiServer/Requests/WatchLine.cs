using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Requests;

/// <summary>What a watch stream calls its events.</summary>
internal static class WatchLine
{
    public static ReadOnlySpan<byte> NameOf(WatchEventType type) => type switch
    {
        WatchEventType.Added => "ADDED"u8,
        WatchEventType.Modified => "MODIFIED"u8,
        WatchEventType.Deleted => "DELETED"u8,
        _ => "BOOKMARK"u8,
    };
}
