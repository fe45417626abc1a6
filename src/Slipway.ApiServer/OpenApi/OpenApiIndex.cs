using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary><c>/openapi/v3</c>: what has a document, and the hash that each has now.</summary>
internal static class OpenApiIndex
{
    public static JsonObject Of(ResourceRegistry registry, Func<string, string?> hashOf)
    {
        var versions = registry.Groups.SelectMany(g => g.Versions.Select(v => g.Name.Length == 0 ? $"api/{v}" : $"apis/{g.Name}/{v}"));
        var names = versions.Concat(OpenApiDiscovery.All().Select(d => d.Name));
        var paths = new JsonObject();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            paths[name] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{name}?hash={hashOf(name)}" };
        }

        return new JsonObject { ["paths"] = paths };
    }
}
