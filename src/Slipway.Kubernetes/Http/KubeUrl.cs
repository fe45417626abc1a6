using System.Text;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Http;

/// <summary>The paths and query parameters of the API.</summary>
internal static class KubeUrl
{
    public static string Collection(ResourceType type, string? ns)
    {
        var path = new StringBuilder(type.Kind.Group.Length == 0 ? "/api/" : $"/apis/{type.Kind.Group}/").Append(type.Kind.Version);
        if (type.Namespaced && !string.IsNullOrEmpty(ns))
        {
            path.Append("/namespaces/").Append(Uri.EscapeDataString(ns));
        }

        return path.Append('/').Append(type.Plural).ToString();
    }

    /// <exception cref="ArgumentException">The name is empty: the request would be for the whole collection.</exception>
    public static string Object(ResourceType type, ObjectKey key, string? subresource = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key.Name);
        var path = $"{Collection(type, key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
        return string.IsNullOrEmpty(subresource) ? path : $"{path}/{subresource}";
    }

    public static string List(ResourceType type, string? ns, ListOptions options) => Collection(type, ns) + Query(
        ("labelSelector", options.LabelSelector),
        ("fieldSelector", options.FieldSelector),
        ("limit", options.Limit > 0 ? options.Limit.ToString() : null),
        ("continue", options.Continue),
        ("resourceVersion", options.ResourceVersion));

    public static string Watch(ResourceType type, string? ns, WatchOptions options) => Collection(type, ns) + Query(
        ("watch", "true"),
        ("allowWatchBookmarks", options.AllowBookmarks ? "true" : null),
        ("labelSelector", options.LabelSelector),
        ("fieldSelector", options.FieldSelector),
        ("resourceVersion", options.ResourceVersion));

    public static string Write(string path, WriteOptions options, bool isApply = false) => path + Query(
        ("fieldManager", options.FieldManager),
        ("force", isApply && options.Force ? "true" : null),
        ("dryRun", options.DryRun ? "All" : null),
        ("fieldValidation", options.FieldValidation));

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }
}
