using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Patching;

/// <summary>
/// The order of a list after a strategic merge: items that the patch names stand in the patch's order, the others keep the order they
/// had, and the two rows are interleaved by the old order as far as it knows both.
/// </summary>
internal static class ListOrder
{
    public static void Arrange(JsonArray list, JsonArray order, JsonArray serverOrder, string mergeKey)
    {
        var ordered = list.Where(item => IndexOf(order, item, mergeKey) >= 0).OrderBy(item => IndexOf(order, item, mergeKey)).ToArray();
        var others = list.Where(item => IndexOf(order, item, mergeKey) < 0)
            .OrderBy(item => IndexOf(serverOrder, item, mergeKey) is >= 0 and var index ? index : int.MaxValue)
            .ToArray();
        var result = new List<JsonNode?>(list.Count);
        var (i, j) = (0, 0);
        while (i < others.Length && j < ordered.Length)
        {
            var left = IndexOf(serverOrder, others[i], mergeKey);
            var right = IndexOf(serverOrder, ordered[j], mergeKey);
            result.Add(left >= 0 && right >= 0 && left < right ? others[i++] : ordered[j++]);
        }

        result.AddRange(others.AsSpan(i));
        result.AddRange(ordered.AsSpan(j));
        list.Clear();
        foreach (var item in result)
        {
            list.Add(item);
        }
    }

    private static int IndexOf(JsonArray list, JsonNode? item, string mergeKey)
    {
        var wanted = Identity(item, mergeKey);
        for (var i = 0; i < list.Count; i++)
        {
            if (JsonNode.DeepEquals(Identity(list[i], mergeKey), wanted))
            {
                return i;
            }
        }

        return -1;
    }

    private static JsonNode? Identity(JsonNode? item, string mergeKey) =>
        mergeKey.Length > 0 && item is JsonObject map ? map[mergeKey] : item;
}
