using System.Text.Json.Nodes;

namespace Slipway.Api.Conversion.Merging;

/// <summary>The items of a list, told apart by what names them; of a list whose items have no name, by their whole content.</summary>
internal sealed class ListItems
{
    // The keys of the list maps of Cluster API's kinds, the strongest first.
    private static readonly string[] NameFields = ["name", "type", "class", "conditionType", "key", "path", "token", "device", "address", "topologyKey"];

    private readonly JsonArray _items;
    private readonly Dictionary<string, int>? _byName;

    private ListItems(JsonArray items, Dictionary<string, int>? byName) => (_items, _byName) = (items, byName);

    /// <summary>The items of the list.</summary>
    public static ListItems Of(JsonArray items) => new(items, NameFields.Select(f => Index(items, f)).FirstOrDefault(index => index is not null));

    /// <summary>Which item here is the other list's item; −1 for none.</summary>
    public int Find(ListItems other, int item) => _byName is not null && other._byName is not null && other.NameOf(item) is { } name
        ? _byName.GetValueOrDefault(name, -1)
        : IndexOf(other._items[item]);

    private static Dictionary<string, int>? Index(JsonArray items, string field)
    {
        var index = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if ((items[i] as JsonObject)?[field] is not JsonValue value || !index.TryAdd($"{field}={value.ToJsonString()}", i))
            {
                return null;
            }
        }

        return index.Count > 0 ? index : null;
    }

    private string? NameOf(int item) => _byName?.FirstOrDefault(n => n.Value == item).Key;

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
