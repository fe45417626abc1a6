using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.Discovery;

/// <summary>Discovery as it has always been: one document a group version.</summary>
internal static class LegacyDiscovery
{
    public static JsonObject Versions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = "" }),
    };

    public static JsonObject Groups(ResourceRegistry registry) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. registry.Groups.Where(g => g.Name.Length > 0).Select(g => (JsonNode)GroupOf(g))]),
    };

    public static JsonObject? Group(ResourceRegistry registry, string name)
    {
        if (registry.Groups.FirstOrDefault(g => g.Name == name && name.Length > 0) is not { } group)
        {
            return null;
        }

        var document = GroupOf(group);
        document.Insert(0, "kind", "APIGroup");
        document.Insert(1, "apiVersion", "v1");
        return document;
    }

    public static JsonObject? Resources(ResourceRegistry registry, string group, string version)
    {
        if (!registry.Serves(group, version))
        {
            return null;
        }

        var rows = new JsonArray();
        foreach (var resource in registry.All.Where(r => r.Kind.Group == group && r.Kind.Version == version))
        {
            rows.Add((JsonNode)RowOf(resource));
            IEnumerable<string> order = resource.IsCustom ? ["status", "scale"] : resource.Subresources.Keys.Order(StringComparer.Ordinal);
            foreach (var name in order.Where(resource.Subresources.ContainsKey))
            {
                rows.Add((JsonNode)RowOf(resource, resource.Subresources[name]));
            }
        }

        // kube-apiserver's list of the core group has no apiVersion.
        var list = new JsonObject { ["kind"] = "APIResourceList" };
        if (group.Length > 0)
        {
            list["apiVersion"] = "v1";
        }

        list["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}";
        list["resources"] = rows;
        return list;
    }

    private static JsonObject GroupOf(ApiGroup group) => new()
    {
        ["name"] = group.Name,
        ["versions"] = new JsonArray([.. group.Versions.Select(v => (JsonNode)VersionOf(group.Name, v))]),
        ["preferredVersion"] = VersionOf(group.Name, group.Versions[0]),
    };

    private static JsonObject VersionOf(string group, string version) => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    private static JsonObject RowOf(ResourceInfo resource)
    {
        var row = new JsonObject
        {
            ["name"] = resource.Plural,
            ["singularName"] = resource.Singular,
            ["namespaced"] = resource.Namespaced,
            ["kind"] = resource.Kind.Kind,
            ["verbs"] = Texts(resource.Verbs),
        };
        AddTexts(row, "shortNames", resource.ShortNames);
        AddTexts(row, "categories", resource.Categories);
        if (resource.StorageVersionHash.Length > 0)
        {
            row["storageVersionHash"] = resource.StorageVersionHash;
        }

        return row;
    }

    private static JsonObject RowOf(ResourceInfo resource, SubresourceInfo subresource)
    {
        var row = new JsonObject { ["name"] = $"{resource.Plural}/{subresource.Name}", ["singularName"] = "", ["namespaced"] = resource.Namespaced };
        if (subresource.HasOwnGroup)
        {
            row["group"] = subresource.Kind.Group;
            row["version"] = subresource.Kind.Version;
        }

        row["kind"] = subresource.Kind.Kind;
        row["verbs"] = Texts(subresource.Verbs);
        return row;
    }

    private static void AddTexts(JsonObject row, string name, ImmutableArray<string> texts)
    {
        if (!texts.IsEmpty)
        {
            row[name] = Texts(texts);
        }
    }

    private static JsonArray Texts(ImmutableArray<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
