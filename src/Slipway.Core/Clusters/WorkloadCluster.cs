using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Client;

namespace Slipway.Core.Clusters;

/// <summary>A connection that stands.</summary>
internal sealed class WorkloadCluster(IKubeClient transport, IKubeClient client, ObjectCache cache) : IWorkloadCluster, IAsyncDisposable
{
    public IKubeClient Client => client;

    public IObjectReader Cache => cache;

    public ObjectCache Objects => cache;

    public List<IDisposable> Subscriptions { get; } = [];

    public async ValueTask DisposeAsync()
    {
        Subscriptions.ForEach(s => s.Dispose());
        await cache.DisposeAsync();
        await DisposeAsync(transport);
    }

    public static async ValueTask DisposeAsync(IKubeClient transport)
    {
        switch (transport)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
