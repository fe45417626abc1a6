using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Objects;

/// <summary>Objects that nobody manages, for those who may take them on.</summary>
internal static class Orphans
{
    /// <summary>The cluster of an object that nobody manages, as <c>namespace/name</c>; null for every other object.</summary>
    public static string? ClusterOf(KubeObject obj) =>
        obj.Metadata.ControllerOwner is null && !obj.IsDeleting
            && obj.Metadata.Labels.TryGetValue(ClusterLabels.ClusterName, out var cluster)
            ? (obj.Key with { Name = cluster }).ToString()
            : null;

    /// <summary>What decides who may take it on.</summary>
    public static object? Aspect(KubeObject obj) => obj.Metadata.ControllerOwner is null ? MapText.Of(obj.Metadata.Labels) : null;
}
