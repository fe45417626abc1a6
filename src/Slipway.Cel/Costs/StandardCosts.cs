using Slipway.Cel.Values;

namespace Slipway.Cel.Costs;

/// <summary>Costs of the standard functions, as cel-go counts them.</summary>
internal static class StandardCosts
{
    public const ulong NewList = 10;
    public const ulong NewMap = 30;
    public const ulong NewObject = 40;

    /// <summary>For each code point or byte of a string that is looked at once.</summary>
    public const double StringTraversal = 0.1;

    /// <summary>For each code point of a regular expression.</summary>
    public const double RegexLength = 0.25;

    public static ulong CallCost(string overloadId, ReadOnlySpan<CelValue> arguments) => overloadId switch
    {
        "starts_with_string" or "ends_with_string" or "string_to_bytes" or "bytes_to_string" or "strings_quote" or "string_format" =>
            Traverse(arguments[0].Size),
        "in_list" => (ulong)arguments[1].Size,
        "less_string" or "greater_string" or "less_equals_string" or "greater_equals_string"
            or "less_bytes" or "greater_bytes" or "less_equals_bytes" or "greater_equals_bytes"
            or "equals" or "not_equals" => Traverse(Math.Min(arguments[0].Size, arguments[1].Size)),
        "add_string" or "add_bytes" => Traverse(arguments[0].Size + arguments[1].Size),
        "matches_string" => Traverse(arguments[0].Size + 1) * (ulong)Math.Ceiling(arguments[1].Size * RegexLength),
        "contains_string" => Traverse(arguments[0].Size) * Traverse(arguments[1].Size),
        _ => 1,
    };

    private static ulong Traverse(long size) => (ulong)Math.Ceiling(size * StringTraversal);
}
