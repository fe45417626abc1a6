using System.Text.RegularExpressions;
using CsCheck;

namespace Slipway.Re2.Tests;

/// <summary>Where RE2 and .NET mean the same by a pattern, both find the same.</summary>
public sealed class Re2AgreementTests
{
    // What takes letters. .NET is wrong about loops of what may take nothing, and there are none; its linear engine also about
    // where a match begins ("b?c+" in ".bac-c"), and is not asked.
    private static readonly Gen<string> Solid = Gen.Recursive<string>((depth, inner) => depth > 2
        ? Letter
        : Gen.Frequency(
            (4, Letter),
            (3, Gen.Select(inner, inner, (a, b) => a + b)),
            (2, Gen.Select(inner, inner, (a, b) => $"(?:{a}|{b})")),
            (1, inner.Select(a => $"({a})")),
            (3, Gen.Select(inner, OneOf("+", "+?", "{2}", "{1,}", "{2,4}?"), (a, r) => $"(?:{a}){r}"))));

    private static readonly Gen<string> Pattern = Gen.Frequency(
        (4, Solid),
        (2, Gen.Select(Solid, OneOf("*", "?", "*?", "??", "{0,3}"), (a, r) => $"(?:{a}){r}")),
        (1, OneOf("^", "\\z", "\\A", "(?:)"))).Array[1, 4].Select(string.Concat);

    private static Gen<string> Letter =>
        OneOf("a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", "[0-9]", "\\.", "-", "[^\\n]", "(?i:B)", "\\x61");

    [Fact]
    public void Pattern_OfWhatBothKnow_MatchesTheSame() =>
        Gen.Select(Pattern, Gen.String[Gen.Char["abcB.-1\n"], 0, 12]).Sample(
            (pattern, text) =>
            {
                Assert.True(Re2Regex.TryParse(pattern, out var ours, out var error), error);
                if (Theirs(pattern, text) is { } expected)
                {
                    Assert.Equal(expected >= 0, ours.IsMatch(text));
                    Assert.Equal(expected, ours.Find(text)?.Index ?? -1);
                }
            },
            iter: 3_000);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Where .NET finds it, -1 for nowhere; null when it takes too long.
    private static int? Theirs(string pattern, string text)
    {
        try
        {
            var match = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Match(text);
            return match.Success ? match.Index : -1;
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or NotSupportedException)
        {
            return null;
        }
    }
}
