using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Patching;

/// <summary>
/// A place in a JSON document as kube-apiserver reads it: RFC 6901, but what stands before the first slash is not looked at, and a
/// negative index counts from a list's end.
/// </summary>
internal sealed class JsonPointer
{
    private readonly string _text;
    private readonly string[] _tokens;

    private JsonPointer(string text, string[] tokens) => (_text, _tokens) = (text, tokens);

    public bool IsRoot => _text.Length == 0;

    public string Last => _tokens[^1];

    public IReadOnlyList<string> Tokens => _tokens;

    public static JsonPointer Parse(string text)
    {
        // Text without a slash points nowhere: it has no parent.
        var parts = text.Split('/');
        var tokens = new string[parts.Length - 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = parts[i + 1].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return new JsonPointer(text, tokens);
    }

    /// <summary>The object or list that the last token is a place in; null when the way to it is missing.</summary>
    public JsonNode? FindParent(JsonNode document)
    {
        if (_tokens.Length == 0)
        {
            return null;
        }

        JsonNode? current = document;
        foreach (var token in _tokens.AsSpan(0, _tokens.Length - 1))
        {
            if (current is null || Error(current, token) is not null)
            {
                return null;
            }

            current = Get(current, token);
        }

        return current is JsonObject or JsonArray ? current : null;
    }

    /// <summary>The value at a place, null also when an object has no such field.</summary>
    public static JsonNode? Get(JsonNode container, string token) => container switch
    {
        JsonObject map => map[token],
        JsonArray list => list[Index(token, list.Count)],
        _ => null,
    };

    /// <summary>Why a list has no such place; null when it has, and for objects, which answer for any field.</summary>
    public static string? Error(JsonNode container, string token) =>
        container is not JsonArray list || Index(token, list.Count) >= 0 ? null
        : IsNumber(token) ? InvalidIndex(token)
        : $"strconv.Atoi: parsing \"{token}\": invalid syntax";

    /// <summary>The index that a token names among <paramref name="count"/> places; -1 when it names none.</summary>
    public static int Index(string token, int count)
    {
        if (!int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return -1;
        }

        index = index < 0 ? index + count : index;
        return index >= 0 && index < count ? index : -1;
    }

    public static bool IsNumber(string token) => int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    public static string InvalidIndex(string token) => $"Unable to access invalid index: {token}: invalid index referenced";

    public override string ToString() => _text;
}
