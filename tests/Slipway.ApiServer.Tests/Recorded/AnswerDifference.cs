using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>Tells where two answers differ, one line a place.</summary>
internal static class AnswerDifference
{
    private const int LongestShown = 300;

    public static IEnumerable<string> Between(JsonNode? want, JsonNode? got, string path = "") => (want, got) switch
    {
        (JsonObject w, JsonObject g) => w.Select(m => m.Key).Union(g.Select(m => m.Key)).SelectMany(name => (w.ContainsKey(name), g.ContainsKey(name)) switch
        {
            (true, false) => [$"{path}.{name}: missing, want {Shown(w[name])}"],
            (false, true) => [$"{path}.{name}: not wanted, got {Shown(g[name])}"],
            _ => Between(w[name], g[name], $"{path}.{name}"),
        }),
        (JsonArray w, JsonArray g) when w.Count == g.Count =>
            w.SelectMany((element, i) => Between(element, g[i], path + "." + i.ToString(CultureInfo.InvariantCulture))),
        (JsonArray w, JsonArray g) => [$"{path}: want {w.Count} elements, got {g.Count}: {Shown(g)}"],
        _ => JsonNode.DeepEquals(want, got) ? [] : [$"{(path.Length == 0 ? "." : path)}: want {Shown(want)} got {Shown(got)}"],
    };

    private static string Shown(JsonNode? node)
    {
        var text = RequestJson.Write(node);
        return text.Length > LongestShown ? text[..LongestShown] + "…" : text;
    }
}
