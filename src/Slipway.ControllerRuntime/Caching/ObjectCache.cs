using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Waiting;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>
/// What the watches of one API server have told, kind by kind. A kind is watched from its first use until the cache is disposed.
/// Objects are shared and immutable.
/// </summary>
public sealed class ObjectCache : IObjectReader, IAsyncDisposable
{
    private static readonly Observed<KubeObject> NotThere = new Observed<KubeObject>.Absent();

    private readonly IKubeClient _client;
    private readonly ObjectCacheOptions _options;
    private readonly TimeProvider _time;
    private readonly Backoff _retry;
    private readonly ILogger<ObjectCache> _logger;
    private readonly ConcurrentDictionary<GroupVersionKind, Informer> _informers = new();
    private readonly List<Task> _running = [];
    private readonly Lock _starting = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Makes a cache that watches nothing yet.</summary>
    /// <param name="client">The API server.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="time">The clock of the delays between tries.</param>
    /// <param name="random">Spreads those delays.</param>
    /// <param name="loggers">Where interruptions are logged.</param>
    public ObjectCache(
        IKubeClient client, ObjectCacheOptions options, TimeProvider time, IRandomSource random, ILoggerFactory loggers)
    {
        _client = client;
        _options = options;
        _time = time;
        _retry = new Backoff(options.Retry, random);
        _logger = loggers.CreateLogger<ObjectCache>();
    }

    /// <inheritdoc/>
    public ValueTask<Observed<KubeObject>> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        var informer = InformerOf(type);
        return informer.HasSynced ? new(Read()) : Wait();

        Observed<KubeObject> Read() => informer.Store.Find(key) is { } obj ? new Observed<KubeObject>.Found(obj) : NotThere;

        async ValueTask<Observed<KubeObject>> Wait()
        {
            if (await informer.WaitForFirstListAsync(cancellationToken) is { } reason)
            {
                var failure = Failure.Of(reason);
                return new Observed<KubeObject>.Unknown(failure.Code, $"cannot list {type}: {failure.Message}");
            }

            return Read();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<KubeObject>> ListAsync(
        ResourceType type, string? ns, Func<KubeObject, bool>? filter, CancellationToken cancellationToken) =>
        ReadAsync(type, store => store.List(ns, filter), cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    public ValueTask<IReadOnlyList<KubeObject>> ListByIndexAsync(
        ResourceType type, string index, string value, CancellationToken cancellationToken) =>
        ReadAsync(type, store => store.ListByIndex(index, value), cancellationToken);

    /// <summary>Keeps another index of a kind.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="index">The index's name; an index of that name is replaced.</param>
    /// <param name="values">The values that an object is found under. Must depend on the object only.</param>
    public void AddIndex(ResourceType type, string index, Func<KubeObject, IEnumerable<string>> values) =>
        InformerOf(type).Store.AddIndex(index, values);

    /// <summary>Tells the handler every object of a kind there is and then each change, in order, until the result is disposed.
    /// The handler runs on the watch's own loop: it must be quick and must not throw.</summary>
    public IDisposable Subscribe(ResourceType type, Action<ObjectChange> handler) => InformerOf(type).Subscribe(handler);

    /// <summary>What the watch of a kind has told so far; nothing when the kind is not watched. For whoever tells how things are, not for decisions.</summary>
    public IReadOnlyList<KubeObject> ListSeen(ResourceType type) => FindInformer(type)?.Store.List(ns: null, filter: null) ?? [];

    /// <summary>Whether the first list of a kind has come; false too when the kind is not watched.</summary>
    public bool HasSynced(ResourceType type) => FindInformer(type) is { HasSynced: true };

    /// <summary>The newest version of a kind that was seen; null when there was no list yet.</summary>
    public string? LastSeenVersion(ResourceType type) => FindInformer(type)?.LastSeenVersion;

    /// <summary>Waits for the first list of every kind that is watched now.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) =>
        _informers.Values.Select(i => i.Synced).CompleteAsync(cancellationToken);

    /// <summary>Ends all watches.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_starting)
        {
            running = [.. _running];
        }

        _stop.Cancel();
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    /// <summary>The informer of a kind that is watched already.</summary>
    internal Informer? FindInformer(ResourceType type) => _informers.GetValueOrDefault(type.Kind);

    internal Informer InformerOf(ResourceType type) => _informers.GetValueOrDefault(type.Kind) ?? Start(type);

    private Informer Start(ResourceType type)
    {
        lock (_starting)
        {
            if (_informers.TryGetValue(type.Kind, out var informer))
            {
                return informer;
            }

            var selection = _options.Selections.GetValueOrDefault(type.Kind.GroupKind)
                ?? (_options.Namespace is { } ns ? new InformerSelection { Namespace = ns } : InformerSelection.All);
            informer = new Informer(type, _client, selection, _options.FirstListPatience, _retry, _time, _logger);
            _informers[type.Kind] = informer;
            _running.Add(informer.RunAsync(_stop.Token));
            return informer;
        }
    }

    private ValueTask<IReadOnlyList<KubeObject>> ReadAsync(
        ResourceType type, Func<ObjectStore, IReadOnlyList<KubeObject>> read, CancellationToken cancellationToken)
    {
        var informer = InformerOf(type);
        return informer.HasSynced ? new(read(informer.Store)) : Wait();

        async ValueTask<IReadOnlyList<KubeObject>> Wait()
        {
            if (await informer.WaitForFirstListAsync(cancellationToken) is { } reason)
            {
                ExceptionDispatchInfo.Throw(reason);
            }

            return read(informer.Store);
        }
    }
}
