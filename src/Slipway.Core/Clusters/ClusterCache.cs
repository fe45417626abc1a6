using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Waiting;

namespace Slipway.Core.Clusters;

/// <summary>
/// Connects to workload clusters in the background and keeps watch over the connections: one loop and one timer for all of them,
/// and no question to a cluster whose traffic shows that it lives.
/// </summary>
public sealed class ClusterCache : IClusterCache, IAsyncDisposable
{
    // What comes up meanwhile wakes the loop.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly ClusterConnector _connector;
    private readonly ClusterCacheOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterCache> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<ObjectKey, ClusterConnection> _connections = [];
    private readonly PriorityQueue<(ObjectKey Key, ClusterConnection Connection), DateTimeOffset> _due = new();
    private readonly ClusterSubscriptions _subscriptions = new();
    private readonly HashSet<Task> _tasks = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private volatile TaskCompletionSource _woken = new();

    /// <summary>Makes a cache that knows no cluster; <c>CoreControllers</c> tells it of them.</summary>
    /// <param name="connect">Makes a client of a kubeconfig. It must not run programs that the kubeconfig names.</param>
    /// <param name="options">How clusters are kept in reach.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads the delays of the clusters' watches.</param>
    /// <param name="loggers">Where connections are logged.</param>
    public ClusterCache(
        Func<ReadOnlyMemory<byte>, IKubeClient> connect,
        ClusterCacheOptions options,
        TimeProvider time,
        IRandomSource random,
        ILoggerFactory loggers)
    {
        (_options, _time) = (options, time);
        _connector = new ClusterConnector(connect, options, time, random, loggers);
        _logger = loggers.CreateLogger<ClusterCache>();
    }

    /// <inheritdoc/>
    public Observed<IWorkloadCluster> Get(ObjectKey cluster)
    {
        lock (_lock)
        {
            return _connections.TryGetValue(cluster, out var connection) ? connection.Observed : new Observed<IWorkloadCluster>.Absent();
        }
    }

    /// <inheritdoc/>
    public ClusterHealth GetHealth(ObjectKey cluster)
    {
        lock (_lock)
        {
            return _connections.TryGetValue(cluster, out var connection) ? connection.Health : ClusterHealth.Unprobed;
        }
    }

    /// <inheritdoc/>
    public ChannelReader<ObjectKey> Subscribe() => Subscribe(static cluster => [cluster]);

    /// <inheritdoc/>
    public ChannelReader<ObjectKey> Subscribe(Func<ObjectKey, IEnumerable<ObjectKey>> map) => _subscriptions.Add(map);

    /// <inheritdoc/>
    public ChannelReader<ObjectKey> Subscribe(ResourceType type, Func<ObjectKey, KubeObject, IEnumerable<ObjectKey>> map)
    {
        lock (_lock)
        {
            var (subscription, keys) = _subscriptions.Add(type, map);
            foreach (var (key, connection) in _connections)
            {
                if (connection.Cluster is { } workload)
                {
                    subscription.Attach(key, workload);
                }
            }

            return keys;
        }
    }

    /// <summary>Ends all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] tasks;
        lock (_lock)
        {
            tasks = [.. _tasks, _loop];
        }

        _stop.Cancel();
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        foreach (var connection in _connections.Values)
        {
            await new ConnectionTry(connection.Cluster, connection.TakeTransport(), null).DisposeAsync();
        }

        _stop.Dispose();
    }

    /// <summary>Whether a cluster is known by this kubeconfig, and for one that may answer or may not.</summary>
    internal bool Knows(ObjectKey cluster, ReadOnlyMemory<byte> kubeconfig, bool mayAnswer)
    {
        lock (_lock)
        {
            return _connections.TryGetValue(cluster, out var known)
                && known.MayAnswer == mayAnswer && known.Kubeconfig.Span.SequenceEqual(kubeconfig.Span);
        }
    }

    /// <summary>Tells of a cluster, or of what is new of it; what was connected by another kubeconfig is disconnected.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="kubeconfig">Its kubeconfig.</param>
    /// <param name="mayAnswer">Whether it is worth many tries: as soon as it is, they begin anew.</param>
    internal void Offer(ObjectKey cluster, ReadOnlyMemory<byte> kubeconfig, bool mayAnswer)
    {
        lock (_lock)
        {
            if (!_connections.TryGetValue(cluster, out var connection))
            {
                _connections[cluster] = connection = new ClusterConnection();
            }

            if (!connection.Kubeconfig.Span.SequenceEqual(kubeconfig.Span))
            {
                Disconnect(cluster, connection, "the kubeconfig has changed");
                connection.Begin(kubeconfig, _time.GetUtcNow());
            }

            connection.NoteMayAnswer(mayAnswer, _time.GetUtcNow());
            Queue(cluster, connection);
            if (_loop == Task.CompletedTask)
            {
                _loop = RunAsync();
            }
        }

        _woken.TrySetResult();
    }

    /// <summary>Drops a cluster that is gone.</summary>
    internal void Forget(ObjectKey cluster)
    {
        lock (_lock)
        {
            if (_connections.Remove(cluster, out var connection))
            {
                Disconnect(cluster, connection, "the cluster is gone");
            }
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            // Before it looks: what changes from here on wakes it again.
            var woken = _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await woken.Task.CompletesWithinAsync(StartDue(), _time, _stop.Token);
        }
    }

    /// <summary>Starts what is due; gives the time until something is due next.</summary>
    private TimeSpan StartDue()
    {
        lock (_lock)
        {
            _tasks.RemoveWhere(static t => t.IsCompleted);
            var now = _time.GetUtcNow();
            while (_due.TryPeek(out var next, out var due))
            {
                if (due > now)
                {
                    return due - now;
                }

                _due.Dequeue();
                if (IsCurrent(next.Key, next.Connection) && next.Connection.IsQueuedFor(due))
                {
                    Start(next.Key, next.Connection, now);
                }
            }

            return LongestSleep;
        }
    }

    private void Start(ObjectKey key, ClusterConnection connection, DateTimeOffset now)
    {
        if (connection.UntilDue(now, _options) > TimeSpan.Zero)
        {
            Queue(key, connection);
            return;
        }

        connection.Busy = true;
        _tasks.Add(connection.Cluster is { } workload
            ? ProbeAsync(key, connection, workload)
            : ConnectAsync(key, connection, connection.Kubeconfig, connection.TakeTransport()));
    }

    /// <summary>Sees to it that what is due next for a cluster is started; while something is under way, its end does.</summary>
    private void Queue(ObjectKey key, ClusterConnection connection)
    {
        if (!connection.Busy)
        {
            connection.NoteQueued();
            _due.Enqueue((key, connection), connection.Due);
        }
    }

    private bool IsCurrent(ObjectKey key, ClusterConnection connection) => _connections.GetValueOrDefault(key) == connection;

    private async Task ConnectAsync(ObjectKey key, ClusterConnection connection, ReadOnlyMemory<byte> kubeconfig, IKubeClient? kept)
    {
        await Task.Yield();
        var result = await _connector.ConnectAsync(key, kept, kubeconfig, connection.NoteAlive, _stop.Token);
        if (!Settle(key, connection, kubeconfig, result))
        {
            await result.DisposeAsync();
        }
    }

    /// <summary>Notes what came of a try.</summary>
    /// <returns>Whether it is still of use: the cluster is known, and by the same kubeconfig.</returns>
    private bool Settle(ObjectKey key, ClusterConnection connection, ReadOnlyMemory<byte> kubeconfig, ConnectionTry result)
    {
        bool wanted;
        lock (_lock)
        {
            wanted = !_stop.IsCancellationRequested && IsCurrent(key, connection)
                && connection.Kubeconfig.Span.SequenceEqual(kubeconfig.Span);
            connection.Busy = false;
            connection.LastProbe = _time.GetUtcNow();
            if (wanted && result.Cluster is { } cluster)
            {
                connection.NoteConnected(cluster, connection.LastProbe.Value, _options);
                _subscriptions.Attach(key, cluster);
                _logger.Connected(key);
            }
            else if (wanted)
            {
                connection.Transport = result.Transport;
                connection.NoteRefused(result.Problem, connection.LastProbe.Value, _options);
                _logger.NoAnswer(key, connection.Problem);
            }

            Queue(key, connection);
        }

        // The first failures are no news: nobody counts on a cluster that is just coming up.
        if (wanted && (result.Cluster is not null || connection.Failures == _options.FailuresUntilDisconnected))
        {
            _subscriptions.Tell(key);
        }

        _woken.TrySetResult();
        return wanted;
    }

    private async Task ProbeAsync(ObjectKey key, ClusterConnection connection, WorkloadCluster workload)
    {
        await Task.Yield();
        var answer = await ClusterProbe.AskAsync(workload.Client, _options.ProbeTimeout, _time, _stop.Token);
        var lost = false;
        lock (_lock)
        {
            connection.Busy = false;
            connection.LastProbe = _time.GetUtcNow();

            // What an older connection tells is of no interest.
            if (connection.Cluster == workload)
            {
                lost = connection.NoteProbe(answer, connection.LastProbe.Value, _options);
                if (lost)
                {
                    Disconnect(key, connection, answer.Problem!);
                }
            }

            Queue(key, connection);
        }

        if (answer.Problem is { } problem)
        {
            _logger.NoAnswer(key, problem);
        }

        if (lost)
        {
            _subscriptions.Tell(key);
        }

        _woken.TrySetResult();
    }

    private void Disconnect(ObjectKey key, ClusterConnection connection, string reason)
    {
        if (connection.TakeTransport() is { } transport)
        {
            _tasks.Add(WorkloadCluster.DisposeAsync(transport).AsTask());
        }

        if (connection.Cluster is not { } workload)
        {
            return;
        }

        connection.Cluster = null;
        connection.Problem = reason;
        _tasks.Add(workload.DisposeAsync().AsTask());
        _logger.Disconnected(key, reason);
    }
}
