using System.Text;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// A watch: what there was at its start, then the store's events seen through a filter and in one version. Reading is what makes
/// progress; a watch that nobody reads does nothing.
/// </summary>
internal sealed class ResourceWatch : IResourceWatch
{
    // As much is made ready in one go: large enough to fill a packet, small enough that a large state is not converted all at once.
    private const int Batch = 64;

    private readonly EngineCore _core;
    private readonly ResourceInfo _resource;
    private readonly ObjectFilter _filter;
    private readonly StoreWatcher _watcher;
    private readonly BookmarkSchedule? _bookmarks;
    private readonly long _after;
    private readonly Queue<ResourceWatchEvent> _ready = new();
    private CustomResourceSet _definitions = CustomResourceSet.Empty;
    private StoreList? _initial;
    private int _nextInitial;
    private bool _announceEndOfInitial;
    private Task<bool>? _waiting;

    /// <param name="core">The engine.</param>
    /// <param name="resource">The kind in the version that is watched.</param>
    /// <param name="filter">What the watch wants to know of.</param>
    /// <param name="watcher">The store's events.</param>
    /// <param name="bookmarks">When to send bookmarks; null for never.</param>
    /// <param name="after">Events up to this revision are left out.</param>
    public ResourceWatch(
        EngineCore core, ResourceInfo resource, ObjectFilter filter, StoreWatcher watcher, BookmarkSchedule? bookmarks, long after = 0)
    {
        _core = core;
        _resource = resource;
        _filter = filter;
        _watcher = watcher;
        _bookmarks = bookmarks;
        _after = after;
    }

    /// <summary>Begins with what there is, and with a bookmark after it when asked for.</summary>
    public void StartWith(StoreList initial, bool announceEnd)
    {
        _initial = initial;
        _announceEndOfInitial = announceEnd;
    }

    public bool IsTellingState => _initial is not null;

    public bool TryRead(out ResourceWatchEvent next) => _ready.TryDequeue(out next);

    public async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        while (_ready.Count == 0)
        {
            if (IsOutdated())
            {
                return false;
            }

            if (_initial is { } initial)
            {
                await ReadInitialAsync(initial, cancellationToken);
            }
            else if (_watcher.TryRead(out var read))
            {
                await TranslateAsync(read, cancellationToken);
            }
            else if (!await WaitForStoreAsync(cancellationToken))
            {
                return false;
            }
        }

        // What has come meanwhile goes out in the same go.
        while (_initial is null && _ready.Count < Batch && !IsOutdated() && _watcher.TryRead(out var more))
        {
            await TranslateAsync(more, cancellationToken);
        }

        return true;
    }

    public ValueTask DisposeAsync()
    {
        _watcher.Dispose();
        return ValueTask.CompletedTask;
    }

    // What a definition says now about versions and their conversion is for watches that begin now: clients come back for the next event.
    private bool IsOutdated()
    {
        var now = _core.Registry.Custom;
        if (_resource.Custom is not { } custom || ReferenceEquals(_definitions, now))
        {
            return false;
        }

        if (now.HasChanged(custom))
        {
            return true;
        }

        _definitions = now;
        return false;
    }

    private async ValueTask<bool> WaitForStoreAsync(CancellationToken cancellationToken)
    {
        if (_bookmarks is null)
        {
            return await _watcher.WaitToReadAsync(cancellationToken);
        }

        // A bookmark interrupts the waiting, which then goes on; it is not begun anew.
        _waiting ??= WaitForEventAsync();
        try
        {
            var more = await _waiting.WaitAsync(_bookmarks.Due, _core.Time, cancellationToken);
            _waiting = null;
            return more;
        }
        catch (TimeoutException)
        {
            _bookmarks.Advance();
            _ready.Enqueue(Bookmark(Math.Max(_watcher.Progress, _after), endOfInitial: false));
            return true;
        }
    }

    // Awaited, not AsTask, which would pass the end on by the thread pool.
    private async Task<bool> WaitForEventAsync() => await _watcher.WaitToReadAsync(CancellationToken.None);

    private async ValueTask ReadInitialAsync(StoreList initial, CancellationToken cancellationToken)
    {
        await _core.Translator.PrepareAsync(initial.Items, _nextInitial, Batch, _resource, cancellationToken);
        for (; _nextInitial < initial.Items.Count && _ready.Count < Batch; _nextInitial++)
        {
            var stored = initial.Items[_nextInitial];
            if (_filter.Matches(stored))
            {
                var view = await _core.Translator.ViewAsync(stored, _resource, cancellationToken);
                _ready.Enqueue(new ResourceWatchEvent(WatchEventType.Added, view));
            }
        }

        if (_nextInitial < initial.Items.Count)
        {
            return;
        }

        _initial = null;
        if (_announceEndOfInitial)
        {
            _ready.Enqueue(Bookmark(initial.Revision, endOfInitial: true));
        }
    }

    private async ValueTask TranslateAsync(StoreEvent read, CancellationToken cancellationToken)
    {
        if (read.Revision <= _after)
        {
            return;
        }

        var before = read.Previous is not null && _filter.Matches(read.Previous);
        var after = read.Kind != StoreEventKind.Deleted && _filter.Matches(read.Current);
        if (!before && !after)
        {
            return;
        }

        var type = after ? (before ? WatchEventType.Modified : WatchEventType.Added) : WatchEventType.Deleted;
        if (type == WatchEventType.Deleted && read.Kind != StoreEventKind.Deleted)
        {
            // It left the selector: the client is shown what it knew, at the version of the event.
            var last = await _core.Translator.ViewAsync(read.Previous!, _resource, cancellationToken);
            _ready.Enqueue(new ResourceWatchEvent(type, new KubeObject(RevisionTemplate.Parse(last.Json).Encode(read.Revision))));
            return;
        }

        var view = await _core.Translator.ViewAsync(read.Current, _resource, cancellationToken);
        _ready.Enqueue(new ResourceWatchEvent(type, view, read, _resource));
    }

    private ResourceWatchEvent Bookmark(long revision, bool endOfInitial)
    {
        var annotations = endOfInitial ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        var kind = _resource.Kind;
        var json = $$$"""{"kind":"{{{kind.Kind}}}","apiVersion":"{{{kind.ApiVersion}}}","metadata":{"resourceVersion":"{{{RevisionText.Format(revision)}}}"{{{annotations}}}}}""";
        return new ResourceWatchEvent(WatchEventType.Bookmark, new KubeObject(Encoding.UTF8.GetBytes(json)));
    }
}
