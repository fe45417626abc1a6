using System.Globalization;
using System.Text;

namespace Slipway.Kubernetes.Selectors;

/// <summary>One condition on one label.</summary>
public sealed class LabelRequirement
{
    private readonly string[] _values;

    private LabelRequirement(string key, SelectorOperator op, string[] values) => (Key, Operator, _values) = (key, op, values);

    /// <summary>The label's key.</summary>
    public string Key { get; }

    /// <summary>How the label is compared.</summary>
    public SelectorOperator Operator { get; }

    /// <summary>What it is compared with, in ordinal order and without repeats.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Makes a requirement, checking key, values and their number as kube-apiserver does.</summary>
    /// <exception cref="SelectorParseException">One of them is not allowed.</exception>
    public static LabelRequirement Create(string key, SelectorOperator op, IEnumerable<string> values)
    {
        var sorted = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var errors = new List<string>();
        if (LabelSyntax.KeyError(key) is { } keyError)
        {
            errors.Add($"key: Invalid value: {LabelSyntax.Quote(key)}: {keyError}");
        }

        if (CountError(op, sorted.Length) is { } countError)
        {
            var shown = sorted.Length == 0 ? "null" : $"[{string.Join(',', sorted.Select(LabelSyntax.Quote))}]";
            errors.Add($"values: Invalid value: {shown}: {countError}");
        }

        for (var i = 0; i < sorted.Length; i++)
        {
            if (op is SelectorOperator.GreaterThan or SelectorOperator.LessThan && !TryInteger(sorted[i], out _))
            {
                errors.Add($"values[{i}]: Invalid value: {LabelSyntax.Quote(sorted[i])}: for 'Gt', 'Lt' operators, the value must be an integer");
            }
        }

        for (var i = 0; i < sorted.Length; i++)
        {
            if (LabelSyntax.ValueError(sorted[i]) is { } valueError)
            {
                errors.Add($"values[{i}][{key}]: Invalid value: {LabelSyntax.Quote(sorted[i])}: {valueError}");
            }
        }

        return errors.Count switch
        {
            0 => new LabelRequirement(key, op, sorted),
            1 => throw new SelectorParseException(errors[0]),
            _ => throw new SelectorParseException($"[{string.Join(", ", errors)}]"),
        };
    }

    /// <summary>Whether the labels meet the condition; null stands for no labels.</summary>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var exists = labels is not null && labels.TryGetValue(Key, out value);
        return Operator switch
        {
            SelectorOperator.Exists => exists,
            SelectorOperator.DoesNotExist => !exists,
            SelectorOperator.NotEquals or SelectorOperator.NotIn => !exists || !HasValue(value!),
            SelectorOperator.GreaterThan => exists && TryInteger(value!, out var n) && TryInteger(_values[0], out var limit) && n > limit,
            SelectorOperator.LessThan => exists && TryInteger(value!, out var n) && TryInteger(_values[0], out var limit) && n < limit,
            _ => exists && HasValue(value!),
        };
    }

    /// <summary>The condition in a selector's notation.</summary>
    public override string ToString() => Operator switch
    {
        SelectorOperator.Exists => Key,
        SelectorOperator.DoesNotExist => "!" + Key,
        SelectorOperator.Equals => $"{Key}={_values[0]}",
        SelectorOperator.DoubleEquals => $"{Key}=={_values[0]}",
        SelectorOperator.NotEquals => $"{Key}!={_values[0]}",
        SelectorOperator.GreaterThan => $"{Key}>{_values[0]}",
        SelectorOperator.LessThan => $"{Key}<{_values[0]}",
        SelectorOperator.In => WithList(" in ("),
        _ => WithList(" notin ("),
    };

    private static string? CountError(SelectorOperator op, int count) => op switch
    {
        SelectorOperator.In or SelectorOperator.NotIn => count > 0 ? null : "for 'in', 'notin' operators, values set can't be empty",
        SelectorOperator.Exists or SelectorOperator.DoesNotExist =>
            count == 0 ? null : "values set must be empty for exists and does not exist",
        SelectorOperator.GreaterThan or SelectorOperator.LessThan =>
            count == 1 ? null : "for 'Gt', 'Lt' operators, exactly one value is required",
        _ => count == 1 ? null : "exact-match compatibility requires one single value",
    };

    private static bool TryInteger(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private bool HasValue(string value) => Array.IndexOf(_values, value) >= 0;

    private string WithList(string op) =>
        new StringBuilder(Key).Append(op).AppendJoin(',', _values).Append(')').ToString();
}
