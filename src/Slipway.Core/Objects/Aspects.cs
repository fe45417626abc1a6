using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>What of core objects matters to those who refer to them.</summary>
internal static class Aspects
{
    public static IReadOnlyDictionary<GroupKind, Func<KubeObject, object?>> OfReferredObjects { get; } =
        new Dictionary<GroupKind, Func<KubeObject, object?>>
        {
            [CoreTypes.Cluster.Kind.GroupKind] = OfCluster,
            [CoreTypes.MachineSet.Kind.GroupKind] = OfTemplateOwner,
            [CoreTypes.MachineDeployment.Kind.GroupKind] = OfTemplateOwner,
        };

    private static object OfCluster(KubeObject obj)
    {
        var cluster = obj.View(CoreTypes.Cluster.Json);
        return (
            obj.IsDeleting,
            cluster.Spec?.Paused == true,
            cluster.Spec?.ControlPlaneRef?.Name,
            cluster.Status?.Initialization?.InfrastructureProvisioned == true,
            cluster.Status?.Initialization?.ControlPlaneInitialized == true);
    }

    private static object OfTemplateOwner(KubeObject obj) =>
        (obj.Metadata.Generation, obj.IsDeleting, obj.Metadata.Annotations.GetValueOrDefault(ClusterAnnotations.Revision));
}
