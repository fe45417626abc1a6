using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>YAML at the edge: inside, everything is JSON.</summary>
internal static class YamlBody
{
    public const string MediaType = "application/yaml";

    /// <summary>The body as JSON. What is wrong with it is for the engine to tell, which knows what it should be.</summary>
    public static RequestBody ToJson(ReadOnlyMemory<byte> yaml)
    {
        var duplicates = new List<string>();
        try
        {
            var node = KubeYaml.Parse(Encoding.UTF8.GetString(yaml.Span), duplicates);
            return RequestBody.FromOther(
                node is null ? "null"u8.ToArray() : KubeJson.ToUtf8(node), new BodyNotes(yaml) { Duplicates = [.. duplicates] });
        }
        catch (YamlFormatException e)
        {
            return RequestBody.FromOther(default, new BodyNotes(yaml) { Failure = $"error converting YAML to JSON: {e.Message}" });
        }
    }

    /// <summary>JSON as kube-apiserver writes YAML: keys in the order of the alphabet.</summary>
    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json) =>
        Encoding.UTF8.GetBytes(KubeYaml.Emit(Sorted(JsonNode.Parse(json.Span, default, KubeJson.DocumentOptions))));

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
