using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.OpenApi;

/// <summary><c>/openapi/v3</c>: which group versions have a document.</summary>
internal static class OpenApiIndex
{
    public static JsonObject Of(ResourceRegistry registry, Func<string, string?> hashOf)
    {
        var paths = new JsonObject();
        foreach (var (group, version) in registry.Groups.SelectMany(g => g.Versions.Select(v => (g.Name, v))))
        {
            var name = group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
            paths[name] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{name}?hash={hashOf(name)}" };
        }

        return new JsonObject { ["paths"] = paths };
    }
}
