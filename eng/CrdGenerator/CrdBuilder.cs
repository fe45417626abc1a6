using System.Reflection;
using System.Text.Json.Nodes;
using Slipway.Api.Schemas;

namespace Slipway.CrdGenerator;

/// <summary>Makes the CustomResourceDefinition of a kind from its class, the attributes on it, and the outlines of its older versions.</summary>
internal sealed class CrdBuilder(XmlDocumentation docs, OlderVersions older)
{
    private const string Contract = "v1beta2";

    public JsonObject Build(Type type)
    {
        var resource = Of(type);
        var hub = Version(type, resource);
        var versions = new JsonArray([hub, .. older.Of($"{resource.Plural}.{resource.Group}", hub)]);
        return Definition(type, resource.Group, Labels(resource), versions);
    }

    /// <summary>The definition of a kind in the group that it had before, whose versions are outlines.</summary>
    public JsonObject BuildMoved(Type type, string group)
    {
        var resource = Of(type);
        var versions = new JsonArray([.. older.Of($"{resource.Plural}.{group}", Version(type, resource))]);
        versions[0]!["storage"] = true;
        return Definition(type, group, [], versions);
    }

    private static ResourceAttribute Of(Type type) =>
        type.GetCustomAttribute<ResourceAttribute>() ?? throw new InvalidOperationException($"{type} lacks [Resource]");

    private static JsonObject Definition(Type type, string group, JsonObject labels, JsonArray versions)
    {
        var resource = Of(type);
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{resource.Plural}.{group}", ["labels"] = labels },
            ["spec"] = new JsonObject
            {
                ["group"] = group,
                ["names"] = Names(type, resource),
                ["scope"] = resource.ClusterScoped ? "Cluster" : "Namespaced",
                ["versions"] = versions,
            },
        };
    }

    // Which versions of a kind fulfil which contract: providers and core find each other by it. What clusterctl may not delete it knows by its own.
    private static JsonObject Labels(ResourceAttribute resource) => resource switch
    {
        { Inventory: true } => new() { ["clusterctl.cluster.x-k8s.io"] = "", ["clusterctl.cluster.x-k8s.io/core"] = "inventory" },
        { MoveHierarchy: true } => new() { ["clusterctl.cluster.x-k8s.io/move-hierarchy"] = "" },
        _ => new() { [$"cluster.x-k8s.io/{Contract}"] = resource.Version },
    };

    private static JsonObject Names(Type type, ResourceAttribute resource)
    {
        var kind = resource.Kind ?? type.Name;
        var names = new JsonObject();
        if (resource.Category is { } category)
        {
            names["categories"] = new JsonArray(category);
        }

        names["kind"] = kind;
        names["listKind"] = $"{kind}List";
        names["plural"] = resource.Plural;
        names["singular"] = kind.ToLowerInvariant();
        if (resource.ShortNames.Length > 0)
        {
            names["shortNames"] = new JsonArray([.. resource.ShortNames.Select(n => JsonValue.Create(n))]);
        }

        return names;
    }

    private JsonObject Version(Type type, ResourceAttribute resource)
    {
        var version = new JsonObject
        {
            ["name"] = resource.Version,
            ["served"] = true,
            ["storage"] = true,
        };
        if (type.GetCustomAttributes<PrinterColumnAttribute>().Select(Column).ToArray() is { Length: > 0 } columns)
        {
            version["additionalPrinterColumns"] = new JsonArray(columns);
        }

        version["schema"] = new JsonObject { ["openAPIV3Schema"] = new SchemaBuilder(docs).Root(type) };
        if (Subresources(resource) is { Count: > 0 } subresources)
        {
            version["subresources"] = subresources;
        }

        return version;
    }

    private static JsonNode Column(PrinterColumnAttribute column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.Priority > 0)
        {
            json["priority"] = column.Priority;
        }

        return json;
    }

    private static JsonObject Subresources(ResourceAttribute resource)
    {
        var subresources = new JsonObject();
        if (resource.Status)
        {
            subresources["status"] = new JsonObject();
        }

        if (resource.Scale)
        {
            var scale = new JsonObject { ["specReplicasPath"] = ".spec.replicas", ["statusReplicasPath"] = ".status.replicas" };
            if (resource.ScaleSelector)
            {
                scale["labelSelectorPath"] = ".status.selector";
            }

            subresources["scale"] = scale;
        }

        return subresources;
    }
}
