using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.CloudInit;

/// <summary>
/// Writes YAML that goes through Jinja first, as user data of cloud-init does. An expression or statement of Jinja's stays as it was written,
/// whatever YAML would make of its quotes. What only looks like one comes out as itself: shell's <c>${#list[@]}</c> begins a comment to
/// Jinja, a Go template is a mistake, and one mistake makes all of the user data void.
/// </summary>
internal sealed partial class JinjaGuard
{
    // A text that YAML passes through stands for what only Jinja may see. The brace has YAML quote what begins with it.
    private const char Begin = '\u27e6';
    private const char End = '\u27e7';

    private readonly List<string> _hidden = [];

    private JinjaGuard()
    {
    }

    /// <summary>The tree as YAML out of which Jinja makes the YAML of the tree.</summary>
    public static string Emit(JsonObject tree)
    {
        var guard = new JinjaGuard();
        var text = KubeYaml.Emit(guard.Hide(tree));
        return guard._hidden.Count == 0
            ? text
            : Hidden().Replace(text, m => guard._hidden[int.Parse(m.Groups["place"].ValueSpan, CultureInfo.InvariantCulture)]);
    }

    private JsonNode? Hide(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(Hide(p.Key), Hide(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Hide)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Hide(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    private string Hide(string text)
    {
        StringBuilder? result = null;
        var from = 0;
        while (text.AsSpan(from).IndexOfAny('{', Begin) is >= 0 and var offset)
        {
            var at = from + offset;
            var (length, jinja) = Next(text, at);
            result ??= new StringBuilder(text.Length + 64);
            result.Append(text, from, at - from);
            _ = jinja is null
                ? result.Append(text, at, length)
                : result.Append('{').Append(Begin).Append(CultureInfo.InvariantCulture, $"{_hidden.Count}").Append(End);
            if (jinja is not null)
            {
                _hidden.Add(jinja);
            }

            from = at + length;
        }

        return result is null ? text : result.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>How much of the text is one thing, and what Jinja is to see of it; null when that is the text itself.</summary>
    private static (int Length, string? Jinja) Next(string text, int at) => (text[at], at + 1 < text.Length ? text[at + 1] : '\0') switch
    {
        (Begin, _) => (1, text[at].ToString()),
        (_, '{') when Expression().Match(text, at) is { Success: true } found && !GoAction().IsMatch(text, at) => (found.Length, found.Value),
        (_, '%') when Statement().Match(text, at) is { Success: true } found => (found.Length, found.Value),
        (_, '{' or '%' or '#') => (2, $"{{{{ \"{text.AsSpan(at, 2)}\" }}}}"),
        _ => (1, null),
    };

    [GeneratedRegex(@"\G\{\{[-+]?\s*[A-Za-z_""'(\[0-9].*?\}\}", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();

    // What Go's templates have that is no expression of Jinja's.
    [GeneratedRegex(
        @"\G\{\{-?\s*((end|else)\s*-?\}\}|(range|if|with|else if|define|template|block|printf|print|json|index|len|not|eq|ne)\s+[.$""(])",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoAction();

    [GeneratedRegex(
        @"\G\{%[-+]?\s*(if|elif|else|endif|for|endfor|set|endset|raw|endraw|macro|endmacro|do|filter|endfilter|with|endwith|call|endcall)\b.*?%\}",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\{\u27e6(?<place>\d+)\u27e7", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
