using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Serialization;

/// <summary>How the classes of this room become JSON and back.</summary>
public static class ApiJson
{
    /// <summary>Options with <see cref="ApiJsonContext"/> and times in whole seconds, as Kubernetes writes them.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions(ApiJsonContext.Default);

    /// <summary>The JSON contract of a class of this room, for <see cref="JsonSerializer"/>.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>A kind of somebody else's, such as a provider's, with classes that may hold classes of this room.</summary>
    /// <param name="context">The JSON contracts of its classes.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="plural">The kind's plural in paths, such as <c>machines</c>.</param>
    /// <param name="namespaced">Whether its objects live in namespaces.</param>
    public static ResourceType<T> ResourceOf<T>(IJsonTypeInfoResolver context, GroupVersionKind kind, string plural, bool namespaced = true)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(kind, plural, namespaced, (JsonTypeInfo<T>)CreateOptions(context).GetTypeInfo(typeof(T)));

    internal static ResourceType<T> Resource<T>(string group, string version, string kind, string plural, bool namespaced = true)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(new GroupVersionKind(group, version, kind), plural, namespaced, TypeInfo<T>());

    private static JsonSerializerOptions CreateOptions(IJsonTypeInfoResolver context)
    {
        var options = KubeJson.CreateOptions(context);
        options.Converters.Add(new KubernetesTimeConverter());
        options.MakeReadOnly();
        return options;
    }
}
