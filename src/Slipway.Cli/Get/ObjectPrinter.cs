using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Get;

/// <summary>Prints whole objects as YAML or JSON, without managedFields, which only machines read.</summary>
internal static class ObjectPrinter
{
    public static string Print(IReadOnlyList<KubeObject> objects, bool isSingle, bool asYaml)
    {
        var trees = objects.Select(Tree).ToArray();
        JsonObject document = isSingle
            ? trees[0]
            : new() { ["apiVersion"] = "v1", ["kind"] = "List", ["metadata"] = new JsonObject { ["resourceVersion"] = "" }, ["items"] = new JsonArray([.. trees]) };
        return asYaml ? KubeYaml.Emit(document) : Indented(document);
    }

    private static JsonObject Tree(KubeObject obj)
    {
        var tree = obj.ToJsonObject();
        (tree["metadata"] as JsonObject)?.Remove("managedFields");
        return tree;
    }

    private static string Indented(JsonObject document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions with { Indented = true, IndentSize = 4, NewLine = "\n" }))
        {
            document.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
