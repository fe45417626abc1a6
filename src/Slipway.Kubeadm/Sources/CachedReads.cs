using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Sources;

/// <summary>Reads out of a cache as classes.</summary>
internal static class CachedReads
{
    /// <summary>Reads one object as its class, shared with all who ask: nobody may change it.</summary>
    public static async ValueTask<Observed<T>> ReadAsync<T>(
        this IObjectReader cache, ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => (await cache.GetAsync(type, key, cancellationToken)).As(type);

    /// <summary>Lists a kind of a workload cluster, which may be of no use: then a pass goes on without.</summary>
    public static ValueTask<Observed<IReadOnlyList<KubeObject>>> ListOrUnknownAsync(
        this IObjectReader cache, ResourceType type, string? ns, Func<KubeObject, bool> filter, CancellationToken cancellationToken) =>
        TryAsync(type, () => cache.ListAsync(type, ns, filter, cancellationToken));

    /// <summary>The same for what an index holds.</summary>
    public static ValueTask<Observed<IReadOnlyList<KubeObject>>> ListOrUnknownAsync(
        this IObjectReader cache, ResourceType type, string index, string value, CancellationToken cancellationToken) =>
        TryAsync(type, () => cache.ListByIndexAsync(type, index, value, cancellationToken));

    private static async ValueTask<Observed<IReadOnlyList<KubeObject>>> TryAsync(ResourceType type, Func<ValueTask<IReadOnlyList<KubeObject>>> list)
    {
        try
        {
            return new Observed<IReadOnlyList<KubeObject>>.Found(await list());
        }
        catch (Exception e) when (e is KubeApiException or HttpRequestException or IOException or TimeoutException)
        {
            return new Observed<IReadOnlyList<KubeObject>>.Unknown(ErrorCodes.WorkloadClusterUnreachable, $"cannot list {type}: {e.Message}");
        }
    }
}
