using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Apply;

/// <summary>Identity of the items of a list that is owned item by item.</summary>
internal static class ListItems
{
    /// <summary>The step to an item: its key fields, or its value in a set.</summary>
    /// <exception cref="TypedObjectException">The item has no identity.</exception>
    public static string Step(FieldType list, JsonNode? item)
    {
        var keyFields = list.KeyFields;
        return keyFields.Count > 0 ? KeyStep(list, keyFields, item) : item switch
        {
            null => throw new TypedObjectException("associative list without keys has an element that's an explicit null"),
            JsonObject => throw new TypedObjectException("associative list without keys has an element that's a map type"),
            JsonArray => throw new TypedObjectException("not supported: associative list with lists as elements"),
            _ => PathStep.Value(item),
        };
    }

    /// <summary>The items by their steps, in order; a stored list may hold one twice, from before it was a set or had keys.</summary>
    /// <exception cref="TypedObjectException">An item has no identity.</exception>
    public static Dictionary<string, List<JsonNode?>> Index(JsonArray? list, FieldType type)
    {
        var index = new Dictionary<string, List<JsonNode?>>(list?.Count ?? 0, StringComparer.Ordinal);
        foreach (var item in list ?? [])
        {
            var step = Step(type, item);
            if (index.TryGetValue(step, out var items))
            {
                items.Add(item);
            }
            else
            {
                index.Add(step, [item]);
            }
        }

        return index;
    }

    /// <summary>Whether two items, by all that tells items apart, are the same one.</summary>
    public static bool AreSame(FieldType list, JsonNode? left, JsonNode? right)
    {
        var keyFields = list.KeyFields;
        if (keyFields.Count == 0 || left is not JsonObject leftMap || right is not JsonObject rightMap)
        {
            return JsonNode.DeepEquals(left, right);
        }

        foreach (var name in keyFields)
        {
            if (!JsonNode.DeepEquals(leftMap[name], rightMap[name]))
            {
                return false;
            }
        }

        return true;
    }

    private static string KeyStep(FieldType list, IReadOnlyList<string> keyFields, JsonNode? item)
    {
        if (item is not JsonObject map)
        {
            throw new TypedObjectException(item is null
                ? "associative list with keys may not have a null element"
                : "associative list with keys may not have non-map elements");
        }

        if (keyFields.Count == 1 && map.TryGetPropertyValue(keyFields[0], out var only))
        {
            return PathStep.Key(keyFields[0], only);
        }

        var keys = new JsonObject();
        foreach (var name in keyFields)
        {
            if (map.TryGetPropertyValue(name, out var value))
            {
                keys[name] = value?.DeepClone();
            }
            else if (DefaultOf(list, name) is { } implied)
            {
                keys[name] = implied;
            }
        }

        if (keys.Count == 0)
        {
            var names = string.Join(' ', keyFields.Select(name => $"\"{name}\""));
            throw new TypedObjectException(
                $"associative list with keys has an element that omits all key fields [{names}] (and doesn't have default values for any key fields)");
        }

        return PathStep.Key(keys);
    }

    // OpenAPI v2, where built-in kinds come from, leaves defaults out; what must be there and is not is its type's zero.
    private static JsonNode? DefaultOf(FieldType list, string name)
    {
        var schema = list.Item.Field(name).Schema;
        return schema switch
        {
            { HasDefault: true } => schema.CreateDefault(),
            { DescribesMetadata: true } when name == "protocol" => "TCP",
            { DescribesMetadata: true, Type: "string" } when IsGiven() => "",
            { DescribesMetadata: true, Type: "integer" } when IsGiven() => 0,
            _ => null,
        };

        bool IsGiven() => list.Item.Schema is { } item
            && (item.Required.Contains(name) || item.Name.EndsWith(".LocalObjectReference", StringComparison.Ordinal));
    }
}
