using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Patching;

/// <summary>
/// The order of a list after a strategic merge: items that the patch names stand in the patch's order, the others keep the order they
/// had, and the two rows are interleaved by the old order as far as it knows both.
/// </summary>
internal static class ListOrder
{
    public static void Arrange(JsonArray list, JsonArray order, JsonArray serverOrder, string mergeKey)
    {
        var wanted = Places(order, mergeKey);
        var before = Places(serverOrder, mergeKey);
        var items = list.Select(item => (Item: item, Id: IdentityOf(item, mergeKey))).ToArray();
        var ordered = items.Where(item => wanted.ContainsKey(item.Id)).OrderBy(item => wanted[item.Id]).ToArray();
        var others = items.Where(item => !wanted.ContainsKey(item.Id)).OrderBy(item =>
            before.GetValueOrDefault(item.Id, int.MaxValue)).ToArray();
        var result = new List<JsonNode?>(list.Count);
        var (i, j) = (0, 0);
        while (i < others.Length && j < ordered.Length)
        {
            var isBefore = before.TryGetValue(others[i].Id, out var left) && before.TryGetValue(ordered[j].Id, out var right)
                && left < right;
            result.Add(isBefore ? others[i++].Item : ordered[j++].Item);
        }

        result.AddRange(others.AsSpan(i).ToArray().Select(item => item.Item));
        result.AddRange(ordered.AsSpan(j).ToArray().Select(item => item.Item));
        list.Clear();
        foreach (var item in result)
        {
            list.Add(item);
        }
    }

    /// <summary>What tells a scalar from others, the kind of value included.</summary>
    public static string Identity(JsonNode? value) => value is JsonValue ? GoText.ScalarJson(value) : GoText.Json(value);

    private static Dictionary<string, int> Places(JsonArray list, string mergeKey)
    {
        var places = new Dictionary<string, int>(list.Count, StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            places.TryAdd(IdentityOf(list[i], mergeKey), i);
        }

        return places;
    }

    private static string IdentityOf(JsonNode? item, string mergeKey) =>
        Identity(mergeKey.Length > 0 && item is JsonObject map ? map[mergeKey] : item);
}
