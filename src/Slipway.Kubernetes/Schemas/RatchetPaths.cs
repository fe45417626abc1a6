using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// The parts of an updated object that are as they were. Fields correlate by name and list-map items by key; items of other
/// lists have no identity, so such a list counts as unchanged only as a whole.
/// </summary>
internal sealed class RatchetPaths
{
    private readonly FieldPath _path = new();
    private readonly HashSet<string> _unchanged = new(StringComparer.Ordinal);

    public void Collect(JsonNode? value, JsonNode? old, Schema schema)
    {
        if (JsonNode.DeepEquals(value, old))
        {
            _unchanged.Add(_path.Dotted());
            return;
        }

        switch (value, old)
        {
            case (JsonObject map, JsonObject oldMap):
                foreach (var (name, child) in map)
                {
                    var childSchema = schema.PropertyTable.TryGetValue(name, out var property) ? property : schema.AdditionalProperties;
                    if (childSchema is not null && oldMap.TryGetPropertyValue(name, out var oldChild))
                    {
                        _path.PushField(name);
                        Collect(child, oldChild, childSchema);
                        _path.Pop();
                    }
                }

                break;
            case (JsonArray list, JsonArray oldList) when schema is { ListType: SchemaListType.Map, Items: { } items }:
                for (var i = 0; i < list.Count; i++)
                {
                    if (oldList.FirstOrDefault(candidate => SameKey(list[i], candidate, schema)) is { } oldItem)
                    {
                        _path.PushIndex(i);
                        Collect(list[i], oldItem, items);
                        _path.Pop();
                    }
                }

                break;
        }
    }

    /// <summary>Whether the field, or something that it is part of, is as it was.</summary>
    public bool IsUnchanged(string field)
    {
        if (_unchanged.Contains(""))
        {
            return true;
        }

        for (var end = field.Length; end > 0; end = field.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (_unchanged.Contains(field[..end]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameKey(JsonNode? item, JsonNode? other, Schema schema) =>
        item is JsonObject left && other is JsonObject right
        && schema.ListMapKeys.All(key => JsonNode.DeepEquals(left[key], right[key]));
}
