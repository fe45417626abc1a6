using Slipway.Api;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>The kinds that a cluster is made of.</summary>
internal static class Kinds
{
    /// <summary>What of a cluster a user or a controller makes, and what is gone when the cluster is deleted.</summary>
    public static IReadOnlyList<ResourceType> OfClusters { get; } =
    [
        CoreTypes.Cluster, CoreTypes.Machine, CoreTypes.MachineSet, CoreTypes.MachineDeployment,
        KubeadmTypes.KubeadmConfig, KubeadmTypes.KubeadmControlPlane,
        DevTypes.DevCluster, DevTypes.DevMachine, BuiltInTypes.Secret,
    ];

    /// <summary>The kind of a manifest's object.</summary>
    public static ResourceType Of(string apiVersion, string kind) =>
        ApiTypes.Find(GroupVersionKind.Parse(apiVersion, kind))!.Resource;
}
