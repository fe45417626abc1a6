using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>Places in an answer, written as names and indexes with dots between; <c>*</c> is every element.</summary>
internal static class JsonPaths
{
    public static JsonNode? Find(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
        {
            node = node switch
            {
                JsonArray list => list[int.Parse(part, CultureInfo.InvariantCulture)],
                JsonObject map => map[part],
                _ => null,
            };
        }

        return node;
    }

    public static void Remove(JsonNode? node, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (head, rest) = dot < 0 ? (path, null) : (path[..dot], path[(dot + 1)..]);
        switch (node)
        {
            case JsonArray list when rest is not null:
                foreach (var element in list.Where((_, i) => head == "*" || head == i.ToString(CultureInfo.InvariantCulture)))
                {
                    Remove(element, rest);
                }

                break;
            case JsonObject map when rest is null:
                map.Remove(head);
                break;
            case JsonObject map when map[head] is { } child:
                Remove(child, rest!);
                break;
            default:
                break;
        }
    }
}
