using System.Text.Json.Nodes;
using k8s.Models;

namespace Slipway.CrdGenerator;

/// <summary>Schemas of types that are not classes of ours: scalars, and shapes that Kubernetes itself defines.</summary>
internal static class ForeignSchemas
{
    private const string LabelSelector = """
        {
          "type": "object",
          "properties": {
            "matchExpressions": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "key": { "type": "string" },
                  "operator": { "type": "string" },
                  "values": { "type": "array", "items": { "type": "string" }, "x-kubernetes-list-type": "atomic" }
                },
                "required": ["key", "operator"]
              },
              "x-kubernetes-list-type": "atomic"
            },
            "matchLabels": { "type": "object", "additionalProperties": { "type": "string" } }
          },
          "x-kubernetes-map-type": "atomic"
        }
        """;

    private static readonly string[] ObjectReference = ["apiVersion", "fieldPath", "kind", "name", "namespace", "resourceVersion", "uid"];

    private static readonly string[] NodeSystemInfo =
    [
        "architecture", "bootID", "containerRuntimeVersion", "kernelVersion", "kubeProxyVersion", "kubeletVersion",
        "machineID", "operatingSystem", "osImage", "systemUUID",
    ];

    /// <summary>The schema, the caller's own; null for a class of ours.</summary>
    public static JsonObject? Find(Type type) => type switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(long) => new() { ["type"] = "integer", ["format"] = "int64" },
        _ when type == typeof(DateTime) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(byte[]) => new() { ["type"] = "string", ["format"] = "byte" },
        _ when type == typeof(JsonNode) => new() { ["x-kubernetes-preserve-unknown-fields"] = true },
        _ when type == typeof(V1ObjectMeta) => new() { ["type"] = "object" },
        _ when type == typeof(V1LabelSelector) => JsonNode.Parse(LabelSelector)!.AsObject(),
        _ when type == typeof(V1ObjectReference) => new()
        {
            ["type"] = "object", ["properties"] = Texts(ObjectReference), ["x-kubernetes-map-type"] = "atomic",
        },
        _ when type == typeof(V1NodeSystemInfo) => NodeInfo(),
        _ when type == typeof(IntOrString) => new()
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }),
            ["x-kubernetes-int-or-string"] = true,
        },
        _ => null,
    };

    private static JsonObject NodeInfo()
    {
        var properties = Texts(NodeSystemInfo);
        properties["swap"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["capacity"] = Find(typeof(long)) },
        };
        return new()
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. NodeSystemInfo.Select(n => JsonValue.Create(n))]),
        };
    }

    private static JsonObject Texts(IEnumerable<string> names) =>
        new(names.Select(n => KeyValuePair.Create<string, JsonNode?>(n, Find(typeof(string)))));
}
