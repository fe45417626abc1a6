using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Patching;

/// <summary>A place in a JSON document, RFC 6901; as in kube-apiserver a negative index counts from a list's end.</summary>
internal sealed class JsonPointer
{
    private readonly string _text;
    private readonly string[] _tokens;

    private JsonPointer(string text, string[] tokens) => (_text, _tokens) = (text, tokens);

    public bool IsRoot => _text.Length == 0;

    public string Last => _tokens[^1];

    public static JsonPointer Parse(string text)
    {
        // Text that does not begin with a slash points nowhere: it has no parent.
        var tokens = text.StartsWith('/') ? text[1..].Split('/') : [];
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i] = tokens[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
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
            if (current is null || !TryGet(current, token, out current))
            {
                return null;
            }
        }

        return current is JsonObject or JsonArray ? current : null;
    }

    public static bool TryGet(JsonNode container, string token, out JsonNode? value)
    {
        value = null;
        switch (container)
        {
            case JsonObject map:
                return map.TryGetPropertyValue(token, out value);
            case JsonArray list when Index(token, list.Count) is >= 0 and var index:
                value = list[index];
                return true;
            default:
                return false;
        }
    }

    /// <summary>The index that a token names among <paramref name="count"/> places; -1 when it names none.</summary>
    public static int Index(string token, int count)
    {
        if (!int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            return -1;
        }

        index = index < 0 ? index + count : index;
        return index < count ? index : -1;
    }

    public static string Missing(JsonNode container, string token, string verb)
    {
        if (container is JsonObject)
        {
            return $"unable to {verb} nonexistent key: {token}: missing value";
        }

        return int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? $"Unable to access invalid index: {token}: invalid index referenced"
            : $"value was not a proper array index: '{token}'";
    }

    public override string ToString() => _text;
}
