using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Yaml;

/// <summary>
/// YAML as Kubernetes reads it: YAML 1.1 scalars (<c>yes</c>, <c>on</c> and <c>n</c> are booleans), every document one JSON value, a
/// repeated key refused. Depth and what aliases expand to are bounded, so that hostile text costs no more than its size suggests.
/// </summary>
public static class KubeYaml
{
    /// <summary>Deepest nesting of lists and maps.</summary>
    public const int MaxDepth = 100;

    /// <summary>Most values that all documents of a text may hold, aliases expanded.</summary>
    public const int MaxValues = 1_000_000;

    /// <summary>Reads every document of a text; those with nothing in them are left out.</summary>
    /// <exception cref="YamlFormatException">The text is not YAML, repeats a key, or exceeds a bound.</exception>
    public static IReadOnlyList<JsonNode> ParseAll(string text) => new YamlReader(text).ReadAll();

    /// <summary>Reads a text of one document; null when there is nothing in it.</summary>
    /// <exception cref="YamlFormatException">The text is not YAML, repeats a key, exceeds a bound, or holds several documents.</exception>
    public static JsonNode? Parse(string text) => Single(ParseAll(text));

    /// <summary>Reads the first document of a text, in which keys may be repeated, of which the last counts; null when there is nothing in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duplicates">Gets a sentence for each repeated key: where it stands, and what it is.</param>
    /// <exception cref="YamlFormatException">The text is not YAML, or exceeds a bound.</exception>
    public static JsonNode? Parse(string text, List<string> duplicates) => new YamlReader(text, duplicates).ReadAll() is [var first, ..] ? first : null;

    /// <summary>Writes one document in block style, keys in the order given; it reads back equal.</summary>
    public static string Emit(JsonNode? node)
    {
        var text = new StringBuilder();
        new YamlWriter(text).WriteDocument(node);
        return text.ToString();
    }

    private static JsonNode? Single(IReadOnlyList<JsonNode> documents) => documents switch
    {
        [] => null,
        [var document] => document,
        var many => throw new YamlFormatException($"one document is expected, not {many.Count}", line: 1),
    };
}
