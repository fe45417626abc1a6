using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>A Node by its name, which older versions refer to as to any object.</summary>
internal sealed class NodeReferenceCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context) => value is JsonObject node && node["name"] is { } name
        ? new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = name.DeepClone() }
        : null;

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context) => value is JsonObject node && node["name"] is { } name
        ? new JsonObject { ["name"] = name.DeepClone() }
        : null;
}
