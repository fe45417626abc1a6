using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>A pool of this provider, of a namespace or of all.</summary>
/// <param name="Type">Which of the two kinds.</param>
/// <param name="Key">Its key.</param>
internal readonly record struct PoolKey(ResourceType Type, ObjectKey Key)
{
    public bool IsGlobal => !Type.Namespaced;

    /// <summary>The pool that a claim or an address of a namespace refers to; null when it is another provider's.</summary>
    public static PoolKey? Of(ContractVersionedObjectReference? reference, string ns) => reference switch
    {
        { ApiGroup: IpamTypes.Group, Kind: "InClusterIPPool", Name: { } name } => new(IpamTypes.InClusterIPPool, new ObjectKey(ns, name)),
        { ApiGroup: IpamTypes.Group, Kind: "GlobalInClusterIPPool", Name: { } name } =>
            new(IpamTypes.GlobalInClusterIPPool, ObjectKey.ClusterScoped(name)),
        _ => null,
    };

    public override string ToString() => $"{Type.Kind.Kind} {Key}";
}
