using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Merging;

/// <summary>The items of a list, told apart by what names them; of a list whose items have no name, by their whole content.</summary>
internal sealed class ListItems
{
    // The keys of the list maps of Cluster API's kinds, the strongest first.
    private static readonly string[] NameFields =
        ["name", "type", "class", "conditionType", "key", "path", "token", "device", "address", "topologyKey"];

    private readonly JsonArray _items;
    private readonly string[]? _names;
    private readonly Dictionary<string, int>? _byName;

    private ListItems(JsonArray items, string[]? names)
    {
        (_items, _names) = (items, names);
        _byName = names?.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
    }

    /// <summary>The items of the list.</summary>
    public static ListItems Of(JsonArray items) => new(items, NameFields.Select(f => Names(items, f)).FirstOrDefault(names => names is not null));

    /// <summary>Which item here is the other list's item; −1 for none.</summary>
    public int Find(ListItems other, int item) => _byName is not null && other._names is { } names
        ? _byName.GetValueOrDefault(names[item], -1)
        : IndexOf(other._items[item]);

    // One that each item has, and no two the same; null when there is no such.
    private static string[]? Names(JsonArray items, string field)
    {
        var names = items.Select(i => (i as JsonObject)?[field] is JsonValue value ? $"{field}={value.ToJsonString()}" : null).OfType<string>().ToArray();
        return names.Length > 0 && names.Length == items.Count && names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : null;
    }

    private int IndexOf(JsonNode? item)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            if (JsonNode.DeepEquals(_items[i], item))
            {
                return i;
            }
        }

        return -1;
    }
}
