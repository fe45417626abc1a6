using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev;

/// <summary>How objects of this provider and their Cluster find each other.</summary>
internal static class ClusterLinks
{
    /// <summary>The Cluster that owns the object; Absent while no Cluster does.</summary>
    public static async ValueTask<Observed<Cluster>> OwnerClusterAsync(
        V1ObjectMeta metadata, ObserveContext context, CancellationToken cancellationToken)
    {
        var owner = metadata.OwnerReferences?.FirstOrDefault(o => o.Kind == "Cluster" && IsCoreGroup(o.ApiVersion));
        return owner is null
            ? new Observed<Cluster>.Absent()
            : await GetAsync(new ObjectKey(metadata.NamespaceProperty, owner.Name), context, cancellationToken);
    }

    /// <summary>The Cluster that the object's label names; Absent while it has none.</summary>
    public static async ValueTask<Observed<Cluster>> LabelledClusterAsync(
        V1ObjectMeta metadata, ObserveContext context, CancellationToken cancellationToken) =>
        metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) == true
            ? await GetAsync(new ObjectKey(metadata.NamespaceProperty, name), context, cancellationToken)
            : new Observed<Cluster>.Absent();

    /// <summary>The reference to the object of a kind that controls this one; null while none does.</summary>
    public static V1OwnerReference? ControllerOf(V1ObjectMeta metadata, ResourceType type) =>
        metadata.OwnerReferences?.FirstOrDefault(o => o.Kind == type.Kind.Kind && o.Controller == true);

    /// <summary>The object of a kind that controls this one; Absent while none does. A namesake made since does not.</summary>
    public static async ValueTask<Observed<T>> ControllerAsync<T>(
        V1ObjectMeta metadata, ResourceType<T> type, IObjectReader cache, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (ControllerOf(metadata, type) is not { } owner)
        {
            return new Observed<T>.Absent();
        }

        var found = (await cache.GetAsync(type, new ObjectKey(metadata.NamespaceProperty, owner.Name), cancellationToken)).As(type);
        return found.ValueOrNull is { } other && other.Metadata.Uid != owner.Uid ? new Observed<T>.Absent() : found;
    }

    /// <summary>Whether controllers must leave the object alone.</summary>
    public static bool IsPaused(Observed<Cluster> cluster, V1ObjectMeta metadata) =>
        cluster.ValueOrNull?.Spec?.Paused == true || metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true;

    /// <summary>What the condition Paused of an object says: every cause, for who takes one away is to know of the other.</summary>
    public static ConditionState Paused(Observed<Cluster> cluster, V1ObjectMeta metadata, string kind)
    {
        if (!IsPaused(cluster, metadata))
        {
            return ConditionState.False(ConditionReasons.NotPaused);
        }

        string?[] causes =
        [
            cluster.ValueOrNull?.Spec?.Paused == true ? "Cluster spec.paused is set to true" : null,
            metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true ? $"{kind} has the {ClusterAnnotations.Paused} annotation" : null,
        ];
        return ConditionState.True(ConditionReasons.Paused, string.Join(", ", causes.OfType<string>()));
    }

    /// <summary>The key of a Cluster's or Machine's infrastructure object, when that is of this kind.</summary>
    public static IEnumerable<ObjectKey> InfrastructureOf<T>(
        KubeObject obj, JsonTypeInfo<T> json, Func<T, ContractVersionedObjectReference?> reference, ResourceType type)
        where T : class =>
        reference(obj.View(json)) is { Name: { } name } found && found.Kind == type.Kind.Kind && found.ApiGroup == type.Kind.Group
            ? [new ObjectKey(obj.Key.Namespace, name)]
            : [];

    /// <summary>Namespace and name of the Cluster that the object's label names, as <see cref="ObjectIndexes.Cluster"/> has it.</summary>
    public static string? ClusterKeyOf(KubeObject obj) =>
        obj.Metadata.Labels.TryGetValue(ClusterLabels.ClusterName, out var name) ? new ObjectKey(obj.Key.Namespace, name).ToString() : null;

    private static bool IsCoreGroup(string apiVersion) => GroupVersionKind.Parse(apiVersion, "").Group == CoreTypes.Group;

    private static async ValueTask<Observed<Cluster>> GetAsync(ObjectKey key, ObserveContext context, CancellationToken cancellationToken) =>
        (await context.Cache.GetAsync(CoreTypes.Cluster, key, cancellationToken)).As(CoreTypes.Cluster);
}
