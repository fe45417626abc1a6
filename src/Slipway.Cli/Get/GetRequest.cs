using System.Text;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Get;

/// <summary>Which objects of one resource are wanted.</summary>
/// <param name="Type">The resource.</param>
/// <param name="Namespace">The namespace; null for all, or for a resource without.</param>
/// <param name="Name">The object's name; null for all.</param>
/// <param name="Selector">A label selector; null for all.</param>
internal sealed record GetRequest(ResourceType Type, string? Namespace, string? Name, string? Selector)
{
    /// <summary>The path of the object or the collection.</summary>
    public string Path => Name is null ? Query(Collection, ("labelSelector", Selector)) : $"{Collection}/{Uri.EscapeDataString(Name)}";

    private string Collection
    {
        get
        {
            var root = Type.Kind.Group.Length == 0 ? "/api" : "/apis";
            var ns = Namespace is null ? "" : $"/namespaces/{Uri.EscapeDataString(Namespace)}";
            return $"{root}/{Type.Kind.ApiVersion}{ns}/{Type.Plural}";
        }
    }

    /// <summary>The path that watches the same objects from a version on.</summary>
    public string WatchPath(string resourceVersion) => Query(
        Collection,
        ("watch", "true"),
        ("allowWatchBookmarks", "true"),
        ("resourceVersion", resourceVersion),
        ("labelSelector", Selector),
        ("fieldSelector", Name is null ? null : $"metadata.name={Name}"));

    private static string Query(string path, params (string Name, string? Value)[] parameters)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters.Where(p => !string.IsNullOrEmpty(p.Value)))
        {
            text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value!));
            separator = '&';
        }

        return text.ToString();
    }
}
