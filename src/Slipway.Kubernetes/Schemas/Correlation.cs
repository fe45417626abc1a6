using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// A value of an object that is being changed, beside what it was. Fields correlate by name and items of a list of type map by their
/// keys; other items have no identity. What is unchanged may stay as it is, even where it breaks a rule that came later.
/// </summary>
/// <param name="value">The value as it would become.</param>
/// <param name="old">The value as it is.</param>
/// <param name="schema">The schema of both.</param>
public sealed class Correlation(JsonNode? value, JsonNode? old, Schema schema)
{
    private bool? _isUnchanged;
    private Dictionary<object, Correlation>? _children;
    private Dictionary<string, JsonNode>? _oldItems;

    /// <summary>The value as it is.</summary>
    public JsonNode? Old => old;

    /// <summary>Whether the value is what it was. A list of type map is, in whatever order its items are.</summary>
    public bool IsUnchanged => _isUnchanged ??= Compare();

    /// <summary>A field's value; null when the field is not in both, or the schema does not describe it.</summary>
    public Correlation? Field(string name)
    {
        if (_children is not null && _children.TryGetValue(name, out var known))
        {
            return known;
        }

        var fieldSchema = schema.PropertyTable.TryGetValue(name, out var property) ? property : schema.AdditionalProperties;
        return fieldSchema is not null
            && value is JsonObject map && map.TryGetPropertyValue(name, out var child)
            && old is JsonObject oldMap && oldMap.TryGetPropertyValue(name, out var oldChild)
            ? Keep(name, new Correlation(child, oldChild, fieldSchema))
            : null;
    }

    /// <summary>An item's value; null when the list is not of type map or had no item of those keys.</summary>
    public Correlation? Item(int index)
    {
        if (_children is not null && _children.TryGetValue(index, out var known))
        {
            return known;
        }

        return value is JsonArray list && old is JsonArray oldList && index < list.Count
            && schema is { ListType: SchemaListType.Map, Items: { } items }
            && OldItem(list[index], oldList) is { } oldItem
            ? Keep(index, new Correlation(list[index], oldItem, items))
            : null;
    }

    /// <summary>The text by which items of a list of type map are told apart; null for what lacks a key or is no object.</summary>
    public static string? KeyOf(JsonNode? item, Schema list)
    {
        if (item is not JsonObject map)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var key in list.ListMapKeys)
        {
            if (!map.TryGetPropertyValue(key, out var value) || value is not JsonValue)
            {
                return null;
            }

            text.Append(GoText.ScalarJson(value)).Append('\n');
        }

        return text.ToString();
    }

    private JsonNode? OldItem(JsonNode? item, JsonArray oldList)
    {
        if (_oldItems is null)
        {
            _oldItems = new Dictionary<string, JsonNode>(oldList.Count, StringComparer.Ordinal);
            foreach (var candidate in oldList)
            {
                if (KeyOf(candidate, schema) is { } key)
                {
                    _oldItems.TryAdd(key, candidate!);
                }
            }
        }

        return KeyOf(item, schema) is { } wanted ? _oldItems.GetValueOrDefault(wanted) : null;
    }

    private Correlation Keep(object step, Correlation child)
    {
        (_children ??= [])[step] = child;
        return child;
    }

    private bool Compare()
    {
        switch (value, old)
        {
            case (JsonObject map, JsonObject oldMap):
                return map.Count == oldMap.Count && map.All(entry => Field(entry.Key) is { IsUnchanged: true });
            case (JsonArray list, JsonArray oldList):
                if (list.Count != oldList.Count || schema.ListType != SchemaListType.Map)
                {
                    return list.Count == oldList.Count && JsonNode.DeepEquals(list, oldList);
                }

                for (var i = 0; i < list.Count; i++)
                {
                    if (Item(i) is not { IsUnchanged: true })
                    {
                        return false;
                    }
                }

                return true;
            default:
                return JsonNode.DeepEquals(value, old);
        }
    }
}
