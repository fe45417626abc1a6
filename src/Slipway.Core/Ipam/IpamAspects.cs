using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>What of other objects matters to claims: of a pool not each address that is given, but whether any is left.</summary>
internal static class IpamAspects
{
    public static IReadOnlyDictionary<GroupKind, Func<KubeObject, object?>> OfReferredObjects { get; } =
        new Dictionary<GroupKind, Func<KubeObject, object?>>(Aspects.OfReferredObjects)
        {
            [IpamTypes.InClusterIPPool.Kind.GroupKind] = pool => Of(pool, pool.To(IpamTypes.InClusterIPPool.Json)),
            [IpamTypes.GlobalInClusterIPPool.Kind.GroupKind] = pool => Of(pool, pool.To(IpamTypes.GlobalInClusterIPPool.Json)),
        };

    private static (long Generation, bool Deleting, bool Paused, bool HasFree) Of(KubeObject obj, IInClusterIPPool pool) => (
        obj.Metadata.Generation,
        obj.IsDeleting,
        obj.Metadata.Annotations.ContainsKey(ClusterAnnotations.Paused),
        pool.Status?.IpAddresses?.Free > 0);
}
