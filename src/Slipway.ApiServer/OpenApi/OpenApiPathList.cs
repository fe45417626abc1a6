using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary>The paths of a resource and of its subresources, whatever version of OpenAPI tells them.</summary>
internal sealed class OpenApiPathList
{
    private readonly SortedDictionary<string, OpenApiPath> _paths = new(StringComparer.Ordinal);

    /// <summary>In the order of the alphabet.</summary>
    public IEnumerable<OpenApiPath> Paths => _paths.Values;

    public void Add(string template, params IReadOnlyList<OpenApiOperation> operations)
    {
        if (operations.Count > 0)
        {
            _paths[template] = new OpenApiPath(template, operations);
        }
    }

    public void Add(ResourceInfo resource)
    {
        var names = new ResourceOperations(resource);
        var root = resource.GroupVersionPath;
        var scope = resource.Namespaced ? "/namespaces/{namespace}" : "";
        var collection = $"{root}{scope}/{resource.Plural}";
        Add(collection, [.. names.OfCollection()]);
        Add($"{collection}/{{name}}", [.. names.OfObject()]);
        if (resource.Namespaced && resource.Verbs.Contains("list"))
        {
            Add($"{root}/{resource.Plural}", names.ListAll());
        }

        if (!resource.IsCustom && resource.Verbs.Contains("watch"))
        {
            AddWatches(resource, names, root, scope);
        }

        foreach (var subresource in resource.Subresources.Values)
        {
            Add($"{collection}/{{name}}/{subresource.Name}", [.. names.Of(subresource)]);
            if (subresource.Name == "proxy")
            {
                Add($"{collection}/{{name}}/proxy/{{path}}", [.. names.Of(subresource, "WithPath")]);
            }
        }
    }

    private void AddWatches(ResourceInfo resource, ResourceOperations names, string root, string scope)
    {
        Add($"{root}/watch{scope}/{resource.Plural}", names.WatchList());
        Add($"{root}/watch{scope}/{resource.Plural}/{{name}}", names.Watch());
        if (resource.Namespaced)
        {
            Add($"{root}/watch/{resource.Plural}", names.WatchAll());
        }
    }
}
