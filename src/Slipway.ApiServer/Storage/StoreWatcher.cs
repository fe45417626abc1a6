using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Slipway.ApiServer.Storage;

/// <summary>
/// The events of one resource (and namespace) after a revision: each once, in order, none left out until <see cref="End"/>.
/// For one reader at a time.
/// </summary>
public sealed class StoreWatcher : IDisposable
{
    private readonly VersionedStore _store;
    private readonly string? _namespace;
    private readonly Channel<StoreEvent> _live;
    private StoreEvent[] _backlog = [];
    private int _next;
    private long _lastRead;
    private volatile WatchEnd _end;

    internal StoreWatcher(VersionedStore store, string resource, string? @namespace, long fromRevision, int buffer)
    {
        _store = store;
        _namespace = @namespace;
        _lastRead = fromRevision;
        _live = Channel.CreateBounded<StoreEvent>(new BoundedChannelOptions(buffer) { SingleReader = true, SingleWriter = true });
        Resource = resource;
    }

    /// <summary>Why there are no more events; <see cref="WatchEnd.None"/> while the watch lives.</summary>
    /// <remarks>Events that were buffered before the end can still be read.</remarks>
    public WatchEnd End => _end;

    /// <summary>
    /// Everything up to this revision that the watch is about has been read: what a bookmark may promise.
    /// Call it from the reader, between events.
    /// </summary>
    public long Progress => _store.ProgressOf(this);

    internal string Resource { get; }

    internal bool HasUnread => _next < _backlog.Length || _live.Reader.Count > 0;

    internal long LastRead => _lastRead;

    /// <summary>Waits until <see cref="TryRead"/> can succeed.</summary>
    /// <returns>False when the watch has ended and all was read; see <see cref="End"/>.</returns>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
        => _next < _backlog.Length ? new ValueTask<bool>(true) : _live.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the next event if there is one.</summary>
    public bool TryRead([NotNullWhen(true)] out StoreEvent? read)
    {
        if (_next < _backlog.Length)
        {
            read = _backlog[_next++];
            if (_next == _backlog.Length)
            {
                _backlog = [];
                _next = 0;
            }
        }
        else if (!_live.Reader.TryRead(out read))
        {
            return false;
        }

        _lastRead = read.Revision;
        return true;
    }

    /// <summary>All events until the watch ends; see <see cref="End"/> then.</summary>
    public async IAsyncEnumerable<StoreEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await WaitToReadAsync(cancellationToken))
        {
            while (TryRead(out var read))
            {
                yield return read;
            }
        }
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose() => _store.Remove(this);

    internal bool Wants(StoreEvent candidate)
    {
        var key = candidate.Current.Key;
        return key.Resource == Resource && (_namespace is null || key.Namespace == _namespace);
    }

    internal void StartWith(StoreEvent[] backlog) => _backlog = backlog;

    internal bool TryPush(StoreEvent pushed) => _live.Writer.TryWrite(pushed);

    internal void Finish(WatchEnd end)
    {
        if (_end == WatchEnd.None)
        {
            _end = end;
            _live.Writer.TryComplete();
        }
    }
}
