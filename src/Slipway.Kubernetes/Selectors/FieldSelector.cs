using System.Text;

namespace Slipway.Kubernetes.Selectors;

/// <summary>A choice of objects by the text of some fields: all requirements must hold. Immutable.</summary>
public sealed class FieldSelector
{
    private readonly FieldRequirement[] _requirements;

    private FieldSelector(FieldRequirement[] requirements) => _requirements = requirements;

    /// <summary>Chooses every object.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>The conditions, sorted by their text.</summary>
    public IReadOnlyList<FieldRequirement> Requirements => _requirements;

    /// <summary>Whether every object is chosen.</summary>
    public bool IsEmpty => _requirements.Length == 0;

    /// <summary>
    /// Reads the text form: <c>metadata.name=a,status.phase!=Running</c>. Which fields a kind offers is for its server to say.
    /// </summary>
    /// <exception cref="SelectorParseException">The text is no selector; the message is kube-apiserver's.</exception>
    public static FieldSelector Parse(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Everything;
        }

        var requirements = new List<FieldRequirement>();
        foreach (var term in SplitTerms(text).Order(StringComparer.Ordinal))
        {
            if (term.Length > 0)
            {
                requirements.Add(ParseTerm(term, text));
            }
        }

        return requirements.Count == 0 ? Everything : new FieldSelector([.. requirements.OrderBy(r => r.ToString(), StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Whether an object is chosen whose fields have the text that <paramref name="fieldText"/> gives (null for an absent one).
    /// </summary>
    public bool Matches(Func<string, string?> fieldText)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(fieldText(requirement.Field)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Text that the selector demands of a field, so that an index or a direct read can serve it; null when it leaves a choice.
    /// </summary>
    public string? RequiredValue(string field) => Array.Find(
        _requirements, requirement => requirement.Field == field && requirement.Operator == SelectorOperator.Equals)?.Value;

    /// <summary>The text form.</summary>
    public override string ToString() => string.Join(',', _requirements.AsEnumerable());

    internal static string Escape(string value) => value.AsSpan().ContainsAny('\\', ',', '=')
        ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)
        : value;

    private static List<string> SplitTerms(string text)
    {
        var terms = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == ',')
            {
                terms.Add(text[start..i]);
                start = i + 1;
            }
        }

        terms.Add(text[start..]);
        return terms;
    }

    private static FieldRequirement ParseTerm(string term, string whole)
    {
        for (var i = 0; i < term.Length; i++)
        {
            var rest = term.AsSpan(i);
            var (op, length) = rest switch
            {
                ['!', '=', ..] => (SelectorOperator.NotEquals, 2),
                ['=', '=', ..] => (SelectorOperator.Equals, 2),
                ['=', ..] => (SelectorOperator.Equals, 1),
                _ => (SelectorOperator.Exists, 0),
            };
            if (length > 0)
            {
                return new FieldRequirement(term[..i], op, Unescape(term[(i + length)..]));
            }
        }

        throw new SelectorParseException($"invalid selector: '{whole}'; can't understand '{term}'");
    }

    private static string Unescape(string text)
    {
        if (!text.AsSpan().ContainsAny('\\', ',', '='))
        {
            return text;
        }

        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                var escaped = ++i < text.Length ? text[i..(i + 1)] : "";
                value.Append(escaped is "\\" or "," or "="
                    ? escaped
                    : throw new SelectorParseException($"invalid field selector: invalid escape sequence: \\{escaped}"));
            }
            else if (c is ',' or '=')
            {
                throw new SelectorParseException($"invalid field selector: unescaped character in value: {(int)c}");
            }
            else
            {
                value.Append(c);
            }
        }

        return value.ToString();
    }
}
