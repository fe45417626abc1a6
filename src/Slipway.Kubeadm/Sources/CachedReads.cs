using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Sources;

/// <summary>Reads out of a cache as classes.</summary>
internal static class CachedReads
{
    /// <summary>Reads one object as its class, shared with all who ask: nobody may change it.</summary>
    public static async ValueTask<Observed<T>> ReadAsync<T>(
        this IObjectReader cache, ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> => (await cache.GetAsync(type, key, cancellationToken)).As(type);
}
