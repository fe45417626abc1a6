using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>What System.Text.Json.Nodes leaves to its caller: numbers whatever CLR type holds them, and Go's view of them.</summary>
internal static class JsonNodes
{
    public static JsonNode? FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element.Clone())!.DeepClone(),
        JsonValueKind.Array => JsonArray.Create(element.Clone())!.DeepClone(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element.Clone()),
    };

    /// <summary>The number as an integer if it is written as one and fits 64 bits, as Kubernetes decodes JSON.</summary>
    public static bool TryGetInteger(JsonValue value, out long integer)
    {
        if (value.TryGetValue<JsonElement>(out var element))
        {
            integer = 0;
            return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out integer);
        }

        if (value.TryGetValue(out integer))
        {
            return true;
        }

        if (value.TryGetValue<int>(out var small))
        {
            integer = small;
            return true;
        }

        return value.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer);
    }

    public static double GetDouble(JsonValue value)
    {
        if (value.TryGetValue<double>(out var number))
        {
            return number;
        }

        return double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Takes fields out of an object. One at a time they cost a shift of all that follow, which for thousands is too much.
    /// </summary>
    public static void RemoveAll(JsonObject map, IReadOnlyCollection<string> names)
    {
        const int Few = 32;
        if (names.Count <= Few)
        {
            foreach (var name in names)
            {
                map.Remove(name);
            }

            return;
        }

        var gone = names.ToHashSet(StringComparer.Ordinal);
        var kept = map.Where(field => !gone.Contains(field.Key)).ToArray();
        map.Clear();
        foreach (var (name, value) in kept)
        {
            map.Add(name, value);
        }
    }

    /// <summary>Takes all fields out of an object, to be put elsewhere.</summary>
    public static KeyValuePair<string, JsonNode?>[] TakeAll(JsonObject map)
    {
        var fields = map.ToArray();
        map.Clear();
        return fields;
    }

    /// <summary>Takes all items out of a list, to be put elsewhere.</summary>
    public static JsonNode?[] TakeAll(JsonArray list)
    {
        var items = list.ToArray();
        list.Clear();
        return items;
    }
}
