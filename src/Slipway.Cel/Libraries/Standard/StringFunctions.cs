using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Re2;

namespace Slipway.Cel.Libraries.Standard;

/// <summary><c>contains</c>, <c>startsWith</c>, <c>endsWith</c>, <c>matches</c>.</summary>
internal static class StringFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        Test("contains", "contains_string", static (a, b) => a.Contains(b, StringComparison.Ordinal)),
        Test("startsWith", "starts_with_string", static (a, b) => a.StartsWith(b, StringComparison.Ordinal)),
        Test("endsWith", "ends_with_string", static (a, b) => a.EndsWith(b, StringComparison.Ordinal)),
        CelOverload.Member("matches", "matches_string", [CelType.String, CelType.String], CelType.Bool, Matches)
            with { Specialize = SpecializeMatches },
        CelOverload.Global("matches", "matches", [CelType.String, CelType.String], CelType.Bool, Matches)
            with { Specialize = SpecializeMatches },
    ];

    private static CelOverload Test(string function, string id, Func<string, string, bool> test) =>
        CelOverload.Member(
            function, id, [CelType.String, CelType.String], CelType.Bool, a => CelBool.Of(test(a.Text(0), a.Text(1))));

    private static CelValue Matches(ReadOnlySpan<CelValue> arguments) =>
        Re2Regex.TryParse(arguments.Text(1), out var regex, out var error) ? CelBool.Of(regex.IsMatch(arguments.Text(0))) : new CelError(error);

    private static CelFunction? SpecializeMatches(IReadOnlyList<CelValue?> constants, out string? error)
    {
        error = null;
        return constants[1] is CelString pattern && Re2Regex.TryParse(pattern.Value, out var regex, out error)
            ? a => CelBool.Of(regex.IsMatch(a.Text(0)))
            : null;
    }
}
