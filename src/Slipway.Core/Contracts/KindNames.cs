namespace Slipway.Core.Contracts;

/// <summary>Names derived from a kind, by the rule of the contract: CRDs are named so that no list is needed to find them.</summary>
public static class KindNames
{
    private const string Template = "Template";

    /// <summary>The plural resource name of a kind.</summary>
    public static string Plural(string kind)
    {
        var lower = kind.ToLowerInvariant();
        if (lower.EndsWith('y') && lower.Length > 1 && !"aeiou".Contains(lower[^2]))
        {
            return $"{lower[..^1]}ies";
        }

        return lower[^1] is 's' or 'x' or 'z' || lower.EndsWith("ch", StringComparison.Ordinal) || lower.EndsWith("sh", StringComparison.Ordinal)
            ? $"{lower}es"
            : $"{lower}s";
    }

    /// <summary>The kind that is made from a template of the given kind.</summary>
    public static string WithoutTemplate(string kind) =>
        kind.EndsWith(Template, StringComparison.Ordinal) ? kind[..^Template.Length] : kind;
}
