using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Changes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion.Codecs;

/// <summary>A list of objects with names, in order of name, which older versions write as a map by name.</summary>
internal sealed class NamedMapCodec : IValueCodec
{
    public JsonNode? ToOlder(JsonNode value, FieldPlace place, ConversionContext context)
    {
        var map = new JsonObject();
        foreach (var item in (value as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (item["name"].AsText() is { } key)
            {
                map[key] = new JsonObject(item.Where(p => p.Key != "name").Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            }
        }

        return map.Count > 0 ? map : null;
    }

    public JsonNode? ToNewer(JsonNode value, FieldPlace place, ConversionContext context)
    {
        var list = new List<JsonNode?>();
        foreach (var (name, item) in ((value as JsonObject) ?? []).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var named = new JsonObject { ["name"] = name };
            foreach (var (field, inner) in (item as JsonObject) ?? [])
            {
                named[field] = inner?.DeepClone();
            }

            list.Add(named);
        }

        return list.Count > 0 ? new JsonArray([.. list]) : null;
    }
}
