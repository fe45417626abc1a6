using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Cli.Terminal;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Describe;

/// <summary>Keeps the objects of one cluster as they are now, by watches.</summary>
internal sealed class ClusterWatch : IAsyncDisposable
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    private readonly ObjectKey _key;
    private readonly TreeOptions _tree;
    private readonly ObjectCache _cache;
    private readonly TimeProvider _time;

    // Holds one token while something has changed since the last look.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ClusterWatch(CliContext context, IKubeClient client, ObjectKey key, TreeOptions tree)
    {
        _key = key;
        _tree = tree;
        _time = context.Time;
        var options = new ObjectCacheOptions { Namespace = key.Namespace };
        _cache = new ObjectCache(client, options, context.Time, context.Random, NullLoggerFactory.Instance);
        foreach (var type in ClusterReader.Types)
        {
            _cache.Subscribe(type, _ => _changed.Writer.TryWrite(true));
        }
    }

    /// <summary>The objects as they are now; null when there is no such cluster.</summary>
    public Task<ClusterObjects?> ReadAsync(CancellationToken cancellationToken) =>
        ClusterReader.ReadAsync(_cache, _key, _tree, cancellationToken);

    /// <summary>Waits until something has changed, but no longer than ages on a screen stay true.</summary>
    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _changed.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(LongestSilence, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing has changed but the time.
        }
    }

    public ValueTask DisposeAsync() => _cache.DisposeAsync();
}
