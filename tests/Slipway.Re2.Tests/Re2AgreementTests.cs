using System.Text.RegularExpressions;
using CsCheck;

namespace Slipway.Re2.Tests;

/// <summary>Where RE2 and .NET mean the same by a pattern, both find the same.</summary>
public sealed class Re2AgreementTests
{
    private static readonly Gen<string> Atom = OneOf("a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", "[0-9]", "\\.", "-", "^", "\\z", "\\A", "(?:)", "[^\\n]", "(?i:B)", "\\x61");

    private static readonly Gen<string> Pattern = Gen.Recursive<string>((depth, inner) => depth > 2
        ? Atom
        : Gen.Frequency(
            (4, Atom),
            (3, Gen.Select(inner, inner, (a, b) => a + b)),
            (2, Gen.Select(inner, inner, (a, b) => $"(?:{a}|{b})")),
            (1, inner.Select(a => $"({a})")),
            (3, Gen.Select(inner, OneOf("*", "+", "?", "*?", "+?", "??", "{2}", "{0,3}", "{1,}", "{2,4}?"), (a, r) => $"(?:{a}){r}"))));

    [Fact]
    public void Pattern_OfWhatBothKnow_MatchesTheSame() =>
        Gen.Select(Pattern, Gen.String[Gen.Char["abcB.-1\n"], 0, 12]).Sample(
            (pattern, text) =>
            {
                Assert.True(Re2Regex.TryParse(pattern, out var ours, out var error), error);
                var theirs = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
                Assert.Equal(theirs.IsMatch(text), ours.IsMatch(text));
                Assert.Equal(theirs.Match(text) is { Success: true } match ? match.Index : null, ours.Find(text)?.Index);
            },
            iter: 3_000);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
