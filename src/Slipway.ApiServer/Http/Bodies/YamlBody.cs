using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>YAML at the edge: inside, everything is JSON.</summary>
internal static class YamlBody
{
    public const string MediaType = "application/yaml";

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The text is not YAML, or not one object (400).</exception>
    public static ReadOnlyMemory<byte> ToJson(ReadOnlyMemory<byte> yaml)
    {
        try
        {
            return KubeYaml.Parse(Encoding.UTF8.GetString(yaml.Span)) is { } node ? KubeJson.ToUtf8(node) : ReadOnlyMemory<byte>.Empty;
        }
        catch (YamlFormatException e)
        {
            throw FrontErrors.BadRequest($"error converting YAML to JSON: {e.Message}");
        }
    }

    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json) =>
        Encoding.UTF8.GetBytes(KubeYaml.Emit(JsonNode.Parse(json.Span, default, KubeJson.DocumentOptions)));
}
