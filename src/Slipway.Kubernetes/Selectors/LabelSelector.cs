using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Selectors;

/// <summary>
/// A choice of objects by their labels: all requirements must hold. Immutable. <see cref="ToString"/> gives the canonical form,
/// sorted by key, which parses to an equal selector.
/// </summary>
public sealed class LabelSelector
{
    private readonly LabelRequirement[] _requirements;

    private LabelSelector(LabelRequirement[] requirements, bool matchesNothing = false)
    {
        _requirements = requirements;
        MatchesNothing = matchesNothing;
    }

    /// <summary>Chooses every object.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Chooses no object: what an absent selector of a workload means.</summary>
    public static LabelSelector Nothing { get; } = new([], matchesNothing: true);

    /// <summary>The conditions, sorted by key.</summary>
    public IReadOnlyList<LabelRequirement> Requirements => _requirements;

    /// <summary>Whether every object is chosen.</summary>
    public bool IsEmpty => _requirements.Length == 0 && !MatchesNothing;

    /// <summary>Whether no object is ever chosen.</summary>
    public bool MatchesNothing { get; }

    /// <summary>Reads the text form: <c>app=web,tier in (a,b),!legacy</c>. Empty text chooses everything.</summary>
    /// <exception cref="SelectorParseException">The text is no selector; the message is kube-apiserver's.</exception>
    public static LabelSelector Parse(string text) =>
        string.IsNullOrEmpty(text) ? Everything : FromRequirements(new LabelSelectorParser(text).Parse());

    /// <summary>A selector of these conditions.</summary>
    public static LabelSelector FromRequirements(IEnumerable<LabelRequirement> requirements)
    {
        var sorted = requirements.OrderBy(requirement => requirement.Key, StringComparer.Ordinal).ToArray();
        return sorted.Length == 0 ? Everything : new LabelSelector(sorted);
    }

    /// <summary>A selector that asks for each of these labels with its value.</summary>
    /// <exception cref="SelectorParseException">A key or value cannot be a label's.</exception>
    public static LabelSelector FromLabels(IEnumerable<KeyValuePair<string, string>> labels) =>
        FromRequirements(labels.Select(label => LabelRequirement.Create(label.Key, SelectorOperator.Equals, [label.Value])));

    /// <summary>Reads the object form, <c>{matchLabels, matchExpressions}</c>: null chooses nothing, <c>{}</c> everything.</summary>
    /// <exception cref="SelectorParseException">An operator is unknown, or a key or value is not allowed.</exception>
    public static LabelSelector FromJson(JsonObject? selector)
    {
        if (selector is null)
        {
            return Nothing;
        }

        var requirements = new List<LabelRequirement>();
        if (selector["matchLabels"] is JsonObject labels)
        {
            foreach (var (key, value) in labels)
            {
                requirements.Add(LabelRequirement.Create(key, SelectorOperator.Equals, [value?.GetValue<string>() ?? ""]));
            }
        }

        if (selector["matchExpressions"] is JsonArray expressions)
        {
            foreach (var expression in expressions.OfType<JsonObject>())
            {
                var values = expression["values"] as JsonArray ?? [];
                requirements.Add(LabelRequirement.Create(
                    expression["key"]?.GetValue<string>() ?? "",
                    OperatorOf(expression["operator"]?.GetValue<string>() ?? ""),
                    values.Select(value => value?.GetValue<string>() ?? "")));
            }
        }

        return FromRequirements(requirements);
    }

    /// <summary>Whether an object with these labels is chosen; null stands for no labels.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        if (MatchesNothing)
        {
            return false;
        }

        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Value that the selector demands of a label, so that an index can serve it; null when it leaves a choice.</summary>
    public string? RequiredValue(string label)
    {
        foreach (var requirement in _requirements)
        {
            if (requirement.Key == label
                && requirement.Operator is (SelectorOperator.Equals or SelectorOperator.DoubleEquals or SelectorOperator.In)
                && requirement.Values.Count == 1)
            {
                return requirement.Values[0];
            }
        }

        return null;
    }

    /// <summary>The canonical text form, such as <c>!legacy,app=web</c>.</summary>
    public override string ToString() => string.Join(',', _requirements.AsEnumerable());

    private static SelectorOperator OperatorOf(string name) => name switch
    {
        "In" => SelectorOperator.In,
        "NotIn" => SelectorOperator.NotIn,
        "Exists" => SelectorOperator.Exists,
        "DoesNotExist" => SelectorOperator.DoesNotExist,
        _ => throw new SelectorParseException($"{LabelSyntax.Quote(name)} is not a valid label selector operator"),
    };
}
