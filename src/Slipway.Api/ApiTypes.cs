using System.Collections.Frozen;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api;

/// <summary>Every kind of this room.</summary>
public static class ApiTypes
{
    /// <summary>All kinds, in order of group.</summary>
    public static IReadOnlyList<ApiType> All { get; } =
    [
        Of(CoreTypes.Cluster),
        Of(CoreTypes.Machine),
        Of(CoreTypes.MachineSet),
        Of(CoreTypes.MachineDeployment),
        Of(CoreTypes.MachineHealthCheck),
        Of(CoreTypes.MachinePool),
        Of(CoreTypes.MachineDrainRule),
        Of(AddonsTypes.ClusterResourceSet),
        Of(AddonsTypes.ClusterResourceSetBinding),
        Of(IpamTypes.IPAddress),
        Of(IpamTypes.IPAddressClaim),
        Of(IpamTypes.InClusterIPPool),
        Of(IpamTypes.GlobalInClusterIPPool),
        Of(ClusterctlTypes.Provider),
        Of(ClusterctlTypes.Metadata),
        Of(KubeadmTypes.KubeadmConfig),
        Of(KubeadmTypes.KubeadmConfigTemplate),
        Of(KubeadmTypes.KubeadmControlPlane),
        Of(KubeadmTypes.KubeadmControlPlaneTemplate),
        Of(DevTypes.DevCluster),
        Of(DevTypes.DevClusterTemplate),
        Of(DevTypes.DevMachine),
        Of(DevTypes.DevMachineTemplate),
        Of(DevTypes.DevMachinePool),
        Of(DevTypes.DevMachinePoolTemplate),
    ];

    /// <summary>Kinds that are served in the group they once had, too.</summary>
    public static IReadOnlyList<MovedType> Moved { get; } =
    [
        new(new(new("exp.cluster.x-k8s.io", "v1alpha3", "MachinePool"), "machinepools", Namespaced: true), CoreTypes.MachinePool),
    ];

    private static readonly FrozenDictionary<GroupVersionKind, ApiType> ByKind = All.ToFrozenDictionary(t => t.Resource.Kind);

    /// <summary>The kind in its version; null when it is not one of this room.</summary>
    public static ApiType? Find(GroupVersionKind kind) => ByKind.GetValueOrDefault(kind);

    private static ApiType Of<T>(ResourceType<T> resource)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(resource, typeof(T));
}
