using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Client;

/// <summary><see cref="IKubeClient"/> in terms of classes.</summary>
public static class KubeClientExtensions
{
    /// <summary>Reads one object, or null when there is none.</summary>
    public static async Task<KubeObject?> FindAsync(
        this IKubeClient client, ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(type, key, cancellationToken);
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Reads one object as its class, or null when there is none.</summary>
    public static async Task<T?> FindAsync<T>(
        this IKubeClient client, ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await client.FindAsync((ResourceType)type, key, cancellationToken))?.To(type.Json);

    /// <summary>Creates an object of a class; its apiVersion and kind are filled in.</summary>
    public static async Task<T> CreateAsync<T>(
        this IKubeClient client, ResourceType<T> type, T obj, WriteOptions options, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await client.CreateAsync(type, type.ToJsonObject(obj), options, cancellationToken)).To(type.Json);

    /// <summary>The object's tree with its apiVersion and kind filled in.</summary>
    public static JsonObject ToJsonObject<T>(this ResourceType<T> type, T obj)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        obj.ApiVersion = type.Kind.ApiVersion;
        obj.Kind = type.Kind.Kind;
        return KubeJson.ToJsonObject(obj, type.Json);
    }
}
