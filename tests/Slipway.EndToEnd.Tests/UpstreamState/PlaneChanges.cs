using System.Threading.Channels;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Tells that something of Cluster API has changed in a namespace.</summary>
internal sealed class PlaneChanges : IAsyncDisposable
{
    // One change that is not looked at yet stands for all that follow it.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _end;
    private readonly Task _watches;

    private PlaneChanges(IKubeClient client, string ns, TimeSpan limit)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _end.CancelAfter(limit);
        ResourceType[] types = [.. ApiTypes.All.Select(t => t.Resource), BuiltInTypes.Secret, BuiltInTypes.Event];
        _watches = Task.WhenAll(types.Select(t => WatchAsync(client, t, ns)));
    }

    public static PlaneChanges Watch(IKubeClient client, string ns, TimeSpan limit) => new(client, ns, limit);

    /// <summary>Waits for a change; false when the time is over.</summary>
    public async Task<bool> NextAsync()
    {
        try
        {
            return await _changes.Reader.ReadAsync(_end.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watches;
        _end.Dispose();
    }

    private async Task WatchAsync(IKubeClient client, ResourceType type, string ns)
    {
        try
        {
            await foreach (var _ in client.WatchAsync(type, ns, new WatchOptions(), _end.Token))
            {
                _changes.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of waiting.
        }
    }
}
