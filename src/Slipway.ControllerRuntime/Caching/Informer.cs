using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Queues;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;
using Slipway.Kubernetes.Waiting;

namespace Slipway.ControllerRuntime.Caching;

/// <summary>Keeps one kind's objects as a list and the watch from its version tell them, and tells handlers each change in order.</summary>
internal sealed class Informer(
    ResourceType type, IKubeClient client, InformerSelection selection, TimeSpan patience, Backoff backoff, TimeProvider time, ILogger logger)
{
    // A watch ends now and then, and the last one of a cluster that is deleted always does.
    private const int FailuresWorthAWarning = 3;

    // Held while a change is stored and told, so that a handler or expectation added meanwhile misses nothing and sees nothing twice.
    private readonly Lock _dispatch = new();
    private readonly ObjectStore _store = new();
    private readonly ExpectationWaiters _waiters = new();
    private readonly LabelSelector _labels = LabelSelector.Parse(selection.LabelSelector ?? "");
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<Action<ObjectChange>> _handlers = [];
    private readonly long _started = time.GetTimestamp();
    private string? _version;
    private volatile Exception? _failure;
    private int _failures;

    public ResourceType Type => type;

    public ObjectStore Store => _store;

    /// <summary>Completes with the first list.</summary>
    public Task Synced => _synced.Task;

    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <summary>The newest version seen; null before the first list.</summary>
    public string? LastSeenVersion => Volatile.Read(ref _version);

    /// <summary>Whether the object is one of those that are watched.</summary>
    public bool Keeps(KubeObject obj) =>
        (NamespaceWatched is null || NamespaceWatched == obj.Metadata.Namespace) && _labels.Matches(obj.Metadata.Labels);

    /// <summary>Waits until there is something to read, and gives null, or the reason why there is not.</summary>
    public ValueTask<Exception?> WaitForFirstListAsync(CancellationToken cancellationToken)
    {
        return HasSynced ? default : Wait();

        async ValueTask<Exception?> Wait()
        {
            if (!await _tried.Task.CompletesWithinAsync(Patience(), time, cancellationToken))
            {
                return new TimeoutException($"no answer within {patience.TotalSeconds} s");
            }

            return HasSynced ? null : _failure;
        }
    }

    // Counted from the start: where a server has kept one waiting, others need not wait as long again.
    private TimeSpan Patience()
    {
        if (patience == Timeout.InfiniteTimeSpan)
        {
            return patience;
        }

        var left = patience - time.GetElapsedTime(_started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Tells the handler all objects there are and then each change. Handlers must be quick and must not throw.</summary>
    public IDisposable Subscribe(Action<ObjectChange> handler)
    {
        lock (_dispatch)
        {
            foreach (var obj in _store.List(ns: null, filter: null))
            {
                Tell(handler, new ObjectChange(null, obj, IsInitial: true));
            }

            _handlers = _handlers.Add(handler);
        }

        return new Subscription(this, handler);
    }

    /// <summary>Calls back once when the expectation is met.</summary>
    /// <returns>How to stop waiting; null when the expectation is met already, and then there is no call.</returns>
    public IDisposable? Expect(ObjectKey key, Expectation expectation, Action met)
    {
        lock (_dispatch)
        {
            return expectation.IsMet(_store.Find(key), _version ?? "") ? null : _waiters.Add(_dispatch, key, expectation, met);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        string? from = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (from is null)
                {
                    await ListAsync(cancellationToken);
                }

                from = _version!;
                await WatchAsync(from, cancellationToken);
                from = _version;
                // The server ends watches as it likes. A little patience, so that one that ends each at once is not hammered.
                await PauseAsync(backoff.Delay(1), cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the kind is still wanted: a definition may be installed, a server may come back.
                from = from is null || e is KubeApiException { IsExpired: true } ? null : _version;
                _failure = e;
                _tried.TrySetResult();
                var delay = backoff.Delay(++_failures);
                logger.Interrupted(_failures < FailuresWorthAWarning ? LogLevel.Information : LogLevel.Warning, type, e.Message, delay);
                await PauseAsync(delay, cancellationToken);
            }
        }
    }

    private async Task PauseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        await Task.Delay(delay, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(
            type, NamespaceWatched, new ListOptions { LabelSelector = selection.LabelSelector }, cancellationToken);
        var initial = !HasSynced;
        lock (_dispatch)
        {
            var listed = new HashSet<ObjectKey>(list.Items.Count);
            foreach (var obj in list.Items)
            {
                listed.Add(obj.Key);
            }

            foreach (var gone in _store.List(ns: null, o => !listed.Contains(o.Key)))
            {
                Remove(gone.Key, gone);
            }

            foreach (var obj in list.Items)
            {
                Put(obj, initial);
            }

            Volatile.Write(ref _version, list.ResourceVersion);
            _waiters.ReleaseAll(_store, list.ResourceVersion);
        }

        logger.Listed(type, list.Items.Count, list.ResourceVersion);
        _synced.TrySetResult();
        _tried.TrySetResult();
    }

    private async Task WatchAsync(string from, CancellationToken cancellationToken)
    {
        var options = new WatchOptions { ResourceVersion = from, LabelSelector = selection.LabelSelector };
        await foreach (var change in client.WatchAsync(type, NamespaceWatched, options, cancellationToken))
        {
            _failures = 0;
            Apply(change);
        }
    }

    private void Apply(WatchEvent change)
    {
        var version = change.Object.Metadata.ResourceVersion;
        lock (_dispatch)
        {
            switch (change.Type)
            {
                case WatchEventType.Added or WatchEventType.Modified:
                    Put(change.Object, initial: false);
                    break;
                case WatchEventType.Deleted:
                    Remove(change.Object.Key, change.Object);
                    break;
            }

            Volatile.Write(ref _version, version);
            if (change.Type == WatchEventType.Bookmark)
            {
                _waiters.ReleaseAll(_store, version);
            }
            else
            {
                _waiters.Release(change.Object.Key, _store, version);
            }
        }
    }

    private void Put(KubeObject obj, bool initial)
    {
        var old = _store.Find(obj.Key);
        if (old?.Metadata.ResourceVersion == obj.Metadata.ResourceVersion)
        {
            return;
        }

        if (old is not null && old.Metadata.Uid != obj.Metadata.Uid)
        {
            // A namesake: what was here is gone, though nobody told.
            Remove(obj.Key, old);
            old = null;
        }

        _store.Put(obj);
        Tell(new ObjectChange(old, obj, initial));
    }

    private void Remove(ObjectKey key, KubeObject last)
    {
        if (_store.Remove(key, out _))
        {
            Tell(new ObjectChange(last, null, IsInitial: false));
        }
    }

    private void Tell(ObjectChange change)
    {
        foreach (var handler in _handlers)
        {
            Tell(handler, change);
        }
    }

    private void Tell(Action<ObjectChange> handler, ObjectChange change)
    {
        try
        {
            handler(change);
        }
        catch (Exception e)
        {
            logger.HandlerFailed(e, type, (change.New ?? change.Old)!.Key);
        }
    }

    private string? NamespaceWatched => type.Namespaced ? selection.Namespace : null;

    private sealed class Subscription(Informer informer, Action<ObjectChange> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (informer._dispatch)
            {
                informer._handlers = informer._handlers.Remove(handler);
            }
        }
    }
}
