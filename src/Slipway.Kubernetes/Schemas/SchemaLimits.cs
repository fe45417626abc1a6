using System.Text.Json;
using Slipway.Re2;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Bounds that a schema sets on a value; null where it sets none.</summary>
public sealed class SchemaLimits
{
    internal static readonly SchemaLimits None = new();

    private Re2Regex? _pattern;

    /// <summary>Longest string, in Unicode code points.</summary>
    public long? MaxLength { get; private set; }

    /// <summary>Shortest string, in Unicode code points.</summary>
    public long? MinLength { get; private set; }

    /// <summary>Regular expression (RE2 syntax, unanchored) that a string must match.</summary>
    public string? Pattern { get; private set; }

    /// <summary>Most items of a list.</summary>
    public long? MaxItems { get; private set; }

    /// <summary>Fewest items of a list.</summary>
    public long? MinItems { get; private set; }

    /// <summary>Whether a list may hold no two equal items.</summary>
    public bool UniqueItems { get; private set; }

    /// <summary>Most entries of a map.</summary>
    public long? MaxProperties { get; private set; }

    /// <summary>Fewest entries of a map.</summary>
    public long? MinProperties { get; private set; }

    /// <summary>Greatest number; excluded itself if <see cref="ExclusiveMaximum"/>.</summary>
    public double? Maximum { get; private set; }

    /// <summary>Whether <see cref="Maximum"/> itself is out of bounds.</summary>
    public bool ExclusiveMaximum { get; private set; }

    /// <summary>Least number; excluded itself if <see cref="ExclusiveMinimum"/>.</summary>
    public double? Minimum { get; private set; }

    /// <summary>Whether <see cref="Minimum"/> itself is out of bounds.</summary>
    public bool ExclusiveMinimum { get; private set; }

    /// <summary>Number that a value must be a multiple of.</summary>
    public double? MultipleOf { get; private set; }

    // A pattern that is none matches nothing, and none matches a text that takes it too many steps.
    internal bool MatchesPattern(string value)
    {
        if (_pattern is null && !Re2Regex.TryParse(Pattern!, out _pattern, out _))
        {
            return false;
        }

        try
        {
            return _pattern.IsMatch(value);
        }
        catch (Re2LimitException)
        {
            return false;
        }
    }

    /// <summary>Takes a schema keyword; false when it is none that bounds a value.</summary>
    internal bool TryRead(JsonProperty keyword)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "maxLength": MaxLength = Count(value); break;
            case "minLength": MinLength = Count(value); break;
            case "pattern": Pattern = value.GetString(); break;
            case "maxItems": MaxItems = Count(value); break;
            case "minItems": MinItems = Count(value); break;
            case "uniqueItems": UniqueItems = value.ValueKind == JsonValueKind.True; break;
            case "maxProperties": MaxProperties = Count(value); break;
            case "minProperties": MinProperties = Count(value); break;
            case "maximum": Maximum = value.GetDouble(); break;
            case "exclusiveMaximum": ExclusiveMaximum = value.ValueKind == JsonValueKind.True; break;
            case "minimum": Minimum = value.GetDouble(); break;
            case "exclusiveMinimum": ExclusiveMinimum = value.ValueKind == JsonValueKind.True; break;
            case "multipleOf": MultipleOf = value.GetDouble(); break;
            default: return false;
        }

        return true;
    }

    // JSON written by another language may spell an integer 3.0.
    private static long Count(JsonElement value) => value.TryGetInt64(out var count) ? count : (long)value.GetDouble();
}
