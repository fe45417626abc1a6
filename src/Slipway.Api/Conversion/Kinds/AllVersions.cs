using System.Collections.Frozen;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>Every kind that is served in several versions.</summary>
internal static class AllVersions
{
    private static readonly FrozenDictionary<GroupKind, KindVersions> ByKind = new[]
    {
        CoreVersions.Cluster, CoreVersions.Machine, CoreVersions.MachineSet, CoreVersions.MachineDeployment,
        CoreVersions.MachineHealthCheck, CoreVersions.MachinePool, CoreVersions.ExperimentalMachinePool, CoreVersions.MachineDrainRule,
        AddonsVersions.ClusterResourceSet, AddonsVersions.ClusterResourceSetBinding,
        IpamVersions.IPAddress, IpamVersions.IPAddressClaim,
        KubeadmVersions.Config, KubeadmVersions.ConfigTemplate, KubeadmVersions.ControlPlane, KubeadmVersions.ControlPlaneTemplate,
        DevVersions.Cluster, DevVersions.ClusterTemplate, DevVersions.Machine, DevVersions.MachineTemplate,
    }.ToFrozenDictionary(v => v.Kind);

    /// <summary>All of them.</summary>
    public static IEnumerable<KindVersions> All => ByKind.Values;

    /// <summary>The versions of the kind; null for one that has but one.</summary>
    public static KindVersions? Find(GroupKind kind) => ByKind.GetValueOrDefault(kind);
}
