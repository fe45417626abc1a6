using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Discovery;

/// <summary>All of discovery in two documents (<c>apidiscovery.k8s.io/v2</c>), one for the core group and one for all others.</summary>
internal static class AggregatedDiscovery
{
    public static JsonObject Of(ResourceRegistry registry, bool core)
    {
        var resources = registry.All.ToLookup(r => (r.Kind.Group, r.Kind.Version));
        return new JsonObject
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. registry.Groups.Where(g => g.Name.Length == 0 == core).Select(g => (JsonNode)GroupOf(g, resources))]),
        };
    }

    private static JsonObject GroupOf(ApiGroup group, ILookup<(string Group, string Version), ResourceInfo> resources)
    {
        var metadata = new JsonObject();
        if (group.Name.Length > 0)
        {
            metadata["name"] = group.Name;
        }

        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonArray([.. group.Versions.Select(v => (JsonNode)new JsonObject
            {
                ["version"] = v,
                ["resources"] = new JsonArray([.. resources[(group.Name, v)].Select(r => (JsonNode)ResourceOf(r))]),
                ["freshness"] = "Current",
            })]),
        };
    }

    private static JsonObject ResourceOf(ResourceInfo resource)
    {
        var row = new JsonObject
        {
            ["resource"] = resource.Plural,
            ["responseKind"] = KindOf(resource.IsCustom ? resource.Kind : new GroupVersionKind("", "", resource.Kind.Kind)),
            ["scope"] = resource.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = resource.Singular,
            ["verbs"] = Texts(resource.Verbs),
        };
        if (!resource.ShortNames.IsEmpty)
        {
            row["shortNames"] = Texts(resource.ShortNames);
        }

        if (!resource.Categories.IsEmpty)
        {
            row["categories"] = Texts(resource.Categories);
        }

        if (!resource.Subresources.IsEmpty)
        {
            row["subresources"] = new JsonArray([.. resource.Subresources.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s =>
                (JsonNode)new JsonObject
                {
                    ["subresource"] = s.Name,
                    ["responseKind"] = KindOf(s.HasOwnGroup || resource.IsCustom ? s.Kind : new GroupVersionKind("", "", s.Kind.Kind)),
                    ["verbs"] = Texts(s.Verbs),
                })]);
        }

        return row;
    }

    private static JsonObject KindOf(GroupVersionKind kind) =>
        new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
