using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>The least API server that controllers need, in memory, with places to break it.</summary>
internal sealed class FakeKubeServer : IKubeClient
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Resource, ObjectKey Key), JsonObject> _objects = [];
    private readonly List<(string Resource, Channel<WatchEvent> Events)> _watches = [];
    private readonly List<(string Resource, long Version, WatchEvent Event)> _history = [];
    private readonly List<string> _writes = [];
    private readonly List<(string Resource, WatchEvent Event)> _heldBack = [];
    private bool _hold;
    private long _version = 100;
    private long _uid;
    private long _forgotten;

    /// <summary>Called before a write (verb, kind/name) takes effect; may throw.</summary>
    public Action<string>? BeforeWrite { get; set; }

    /// <summary>Called after a write took effect; an exception is a lost answer.</summary>
    public Action<string>? AfterWrite { get; set; }

    /// <summary>Called with the plural before a list; may throw.</summary>
    public Action<string>? BeforeList { get; set; }

    public IReadOnlyList<string> Writes
    {
        get
        {
            lock (_lock)
            {
                return [.. _writes];
            }
        }
    }

    public Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(KubeObject.From(Find(type, key)));
        }
    }

    public Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken)
    {
        BeforeList?.Invoke(type.Plural);
        lock (_lock)
        {
            var items = _objects.Where(o => o.Key.Resource == type.Plural)
                .OrderBy(o => o.Key.Key.Name, StringComparer.Ordinal)
                .Select(o => KubeObject.From(o.Value))
                .ToList();
            return Task.FromResult(new KubeList(items, $"{_version}"));
        }
    }

    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = Channel.CreateUnbounded<WatchEvent>();
        lock (_lock)
        {
            var from = long.Parse(options.ResourceVersion!);
            if (from < _forgotten)
            {
                throw Fail(410, StatusReason.Gone);
            }

            foreach (var (_, _, past) in _history.Where(h => h.Resource == type.Plural && h.Version > from))
            {
                events.Writer.TryWrite(past);
            }

            _watches.Add((type.Plural, events));
        }

        await foreach (var change in events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return change;
        }
    }

    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        Write("create", type, PlainKey(body), () =>
        {
            var key = PlainKey(body);
            if (_objects.ContainsKey((type.Plural, key)))
            {
                throw Fail(409, StatusReason.AlreadyExists);
            }

            var obj = (JsonObject)body.DeepClone();
            obj["metadata"]!["uid"] = $"uid-{++_uid}";
            obj["metadata"]!["generation"] = 1;
            return Store(type, key, obj, WatchEventType.Added);
        });

    public Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException("controllers patch");

    public Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken) =>
        Write(patch.Type == PatchType.Apply ? "apply" : options.Subresource is { } sub ? $"patch/{sub}" : "patch", type, key, () =>
        {
            if (patch.Type == PatchType.Apply && !_objects.ContainsKey((type.Plural, key)))
            {
                var created = (JsonObject)patch.Body.DeepClone();
                created["metadata"]!["uid"] = $"uid-{++_uid}";
                return Store(type, key, created, WatchEventType.Added);
            }

            var old = Find(type, key);
            if ((string?)patch.Body["metadata"]?["resourceVersion"] is { } version && version != (string?)old["metadata"]!["resourceVersion"])
            {
                throw Fail(409, StatusReason.Conflict);
            }

            var next = (JsonObject)old.DeepClone();
            MergePatch.Apply(next, patch.Body);
            return JsonNode.DeepEquals(old, next) ? KubeObject.From(old) : Store(type, key, next, WatchEventType.Modified);
        });

    public Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken) =>
        Write("delete", type, key, () =>
        {
            var obj = (JsonObject)Find(type, key).DeepClone();
            if (options.Uid is { } uid && uid != (string?)obj["metadata"]!["uid"])
            {
                throw Fail(409, StatusReason.Conflict);
            }

            obj["metadata"]!["deletionTimestamp"] ??= "2026-01-01T00:00:00Z";
            return Store(type, key, obj, WatchEventType.Modified);
        });

    public Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Changes an object as another client would: unseen by the write log and the hooks.</summary>
    public void Change(ResourceType type, ObjectKey key, JsonObject patch)
    {
        lock (_lock)
        {
            var next = (JsonObject)Find(type, key).DeepClone();
            MergePatch.Apply(next, patch);
            Store(type, key, next, WatchEventType.Modified);
        }
    }

    /// <summary>Keeps watch events back until <see cref="Release"/>: a cache that is behind.</summary>
    public void HoldEvents()
    {
        lock (_lock)
        {
            _hold = true;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _hold = false;
            foreach (var (resource, change) in _heldBack)
            {
                Tell(resource, change);
            }

            _heldBack.Clear();
        }
    }

    /// <summary>Ends all watches of a kind, in order or with an error.</summary>
    public void EndWatches(ResourceType type, Exception? error = null, bool forget = false)
    {
        lock (_lock)
        {
            foreach (var watch in _watches.Where(w => w.Resource == type.Plural))
            {
                watch.Events.Writer.TryComplete(error);
            }

            _watches.RemoveAll(w => w.Resource == type.Plural);
            if (forget)
            {
                _history.Clear();
                _forgotten = _version;
            }
        }
    }

    /// <summary>Removes an object so that no watch tells of it.</summary>
    public void RemoveSilently(ResourceType type, ObjectKey key)
    {
        lock (_lock)
        {
            _objects.Remove((type.Plural, key));
            _version++;
        }
    }

    public void Bookmark(ResourceType type)
    {
        lock (_lock)
        {
            var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = $"{++_version}" } };
            Tell(type.Plural, new WatchEvent(WatchEventType.Bookmark, KubeObject.From(body)));
        }
    }

    /// <summary>All objects without what differs between runs, as text.</summary>
    public string Dump()
    {
        lock (_lock)
        {
            return string.Join('\n', _objects
                .Where(o => o.Key.Resource != "events")
                .OrderBy(o => $"{o.Key}", StringComparer.Ordinal)
                .Select(o =>
                {
                    var copy = (JsonObject)o.Value.DeepClone();
                    ((JsonObject)copy["metadata"]!).Remove("resourceVersion");
                    return $"{o.Key}: {copy.ToJsonString()}";
                }));
        }
    }

    public static KubeApiException Fail(int code, string reason, int retryAfter = 0) =>
        new(new KubeStatus(code, reason, reason) { Details = new StatusDetails { RetryAfterSeconds = retryAfter } });

    private Task<KubeObject> Write(string verb, ResourceType type, ObjectKey key, Func<KubeObject> write)
    {
        var name = $"{verb} {type.Plural}/{key.Name}";
        if (type.Plural != "events")
        {
            BeforeWrite?.Invoke(name);
        }

        KubeObject written;
        lock (_lock)
        {
            _writes.Add(name);
            written = write();
        }

        if (type.Plural != "events")
        {
            AfterWrite?.Invoke(name);
        }

        return Task.FromResult(written);
    }

    private KubeObject Store(ResourceType type, ObjectKey key, JsonObject obj, WatchEventType change)
    {
        var metadata = (JsonObject)obj["metadata"]!;
        metadata["resourceVersion"] = $"{++_version}";
        _objects[(type.Plural, key)] = obj;
        if (metadata["deletionTimestamp"] is not null && metadata["finalizers"] is not JsonArray { Count: > 0 })
        {
            _objects.Remove((type.Plural, key));
            change = WatchEventType.Deleted;
        }

        var stored = KubeObject.From(obj);
        var told = new WatchEvent(change, stored);
        _history.Add((type.Plural, _version, told));
        if (_hold)
        {
            _heldBack.Add((type.Plural, told));
        }
        else
        {
            Tell(type.Plural, told);
        }

        return stored;
    }

    private void Tell(string resource, WatchEvent change)
    {
        foreach (var watch in _watches.Where(w => w.Resource == resource))
        {
            watch.Events.Writer.TryWrite(change);
        }
    }

    private JsonObject Find(ResourceType type, ObjectKey key) =>
        _objects.TryGetValue((type.Plural, key), out var obj) ? obj : throw Fail(404, StatusReason.NotFound);

    private static ObjectKey PlainKey(JsonObject body) =>
        new((string?)body["metadata"]!["namespace"] ?? "", (string)body["metadata"]!["name"]!);
}
