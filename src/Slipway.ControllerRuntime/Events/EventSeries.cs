using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Events;

/// <summary>Writes core/v1 Events: a new object the first time, count and lastTimestamp when the same happens again.</summary>
internal sealed class EventSeries(IKubeClient client, TimeProvider time)
{
    // As client-go's correlator: so many different events are remembered, each until it was quiet for this long.
    private const int Remembered = 4096;
    private static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<EventIdentity, LinkedListNode<Written>> _known = [];
    private readonly LinkedList<Written> _oldestFirst = new();
    private long _lastNameTicks;

    /// <summary>Writes that an event happened so many times.</summary>
    public async Task WriteAsync(EventIdentity identity, EventNote note, int times, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(identity, out var node) && now - node.Value.Last < QuietTime
            && await AgainAsync(node.Value, times, now, cancellationToken))
        {
            Remember(node.Value with { Count = node.Value.Count + times, Last = now });
            return;
        }

        var key = new ObjectKey(note.Regarding.Metadata.Namespace is { Length: > 0 } ns ? ns : "default", NameOf(note, now));
        await client.CreateAsync(BuiltInTypes.Event, Body(key, note, times, now), WriteOptions.Default, cancellationToken);
        Remember(new Written(identity, key, times, now));
    }

    private async Task<bool> AgainAsync(Written written, int times, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var patch = new JsonObject { ["count"] = written.Count + times, ["lastTimestamp"] = KubeTime.Format(now) };
        try
        {
            await client.PatchAsync(BuiltInTypes.Event, written.Key, KubePatch.Merge(patch), WriteOptions.Default, cancellationToken);
            return true;
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            // Events expire; begin a new one.
            return false;
        }
    }

    private void Remember(Written written)
    {
        if (_known.Remove(written.Identity, out var old))
        {
            _oldestFirst.Remove(old);
        }

        _known[written.Identity] = _oldestFirst.AddLast(written);
        if (_known.Count > Remembered)
        {
            _known.Remove(_oldestFirst.First!.Value.Identity);
            _oldestFirst.RemoveFirst();
        }
    }

    /// <summary>The object's name and the time in nanoseconds, as Kubernetes names events.</summary>
    private string NameOf(EventNote note, DateTimeOffset now)
    {
        // Two events of one moment still need two names.
        _lastNameTicks = Math.Max(now.Ticks - DateTimeOffset.UnixEpoch.Ticks, _lastNameTicks + 1);
        var nanoseconds = (_lastNameTicks * TimeSpan.NanosecondsPerTick).ToString("x", CultureInfo.InvariantCulture);
        return $"{note.Regarding.Metadata.Name}.{nanoseconds}";
    }

    private static JsonObject Body(ObjectKey key, EventNote note, int times, DateTimeOffset now)
    {
        var metadata = note.Regarding.Metadata;
        var regarding = new JsonObject
        {
            ["apiVersion"] = note.ObjectType.Kind.ApiVersion,
            ["kind"] = note.ObjectType.Kind.Kind,
            ["name"] = metadata.Name,
            ["uid"] = metadata.Uid,
            ["resourceVersion"] = metadata.ResourceVersion,
        };
        if (metadata.Namespace.Length > 0)
        {
            regarding["namespace"] = metadata.Namespace;
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace },
            ["involvedObject"] = regarding,
            ["type"] = note.EventType,
            ["reason"] = note.Reason,
            ["message"] = note.Message,
            ["source"] = new JsonObject { ["component"] = note.Source },
            ["reportingComponent"] = note.Source,
            ["reportingInstance"] = "",
            ["firstTimestamp"] = KubeTime.Format(now),
            ["lastTimestamp"] = KubeTime.Format(now),
            ["count"] = times,
        };
    }

    private sealed record Written(EventIdentity Identity, ObjectKey Key, int Count, DateTimeOffset Last);
}
