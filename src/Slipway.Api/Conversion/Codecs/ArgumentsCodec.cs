using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>
/// A program's arguments with name and value, in order of name, which older versions write as a map. There a name that is given several
/// times has its last value.
/// </summary>
internal sealed class ArgumentsCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context)
    {
        var map = new JsonObject();
        foreach (var argument in (value as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (argument["name"].AsText() is { } key)
            {
                map[key] = argument["value"]?.DeepClone() ?? "";
            }
        }

        return map.Count > 0 ? map : null;
    }

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context)
    {
        var arguments = ((value as JsonObject) ?? []).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(JsonNode? (p) => new JsonObject { ["name"] = p.Key, ["value"] = p.Value?.DeepClone() ?? "" })
            .ToArray();
        return arguments.Length > 0 ? new JsonArray(arguments) : null;
    }
}
