using Slipway.Cel.Libraries;

namespace Slipway.Cel.Tests.Libraries;

/// <summary>Where RE2's syntax and .NET's differ, RE2's holds.</summary>
public sealed class RegexSyntaxTests
{
    [Theory]
    [InlineData("^a$", "a\n", false)]
    [InlineData("(?m)^b$", "a\nb\n", true)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^[\D]$", "a", true)]
    [InlineData(@"^[^\s]+$", "a b", false)]
    [InlineData("^[[:alpha:]_]+$", "a_b", true)]
    [InlineData("^[[:^digit:]]$", "1", false)]
    [InlineData("^[a-z-[aeiou]]+$", "-]", true)]
    [InlineData(@"^\x{1F600}$", "\U0001F600", true)]
    [InlineData(@"^\Qa.b\E$", "a.b", true)]
    [InlineData(@"^\Qa.b\E$", "axb", false)]
    [InlineData(@"^\pL\p{Lu}$", "aB", true)]
    [InlineData("(?P<name>a)(?i)B", "ab", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData(@"^\101\-\_$", "A-_", true)]
    [InlineData("(?s)a.b", "a\nb", true)]
    [InlineData("a.b", "a\nb", false)]
    public void IsMatch_AsRe2Reads(string pattern, string text, bool expected)
    {
        Assert.True(CelRegex.TryParse(pattern, captures: false, out var regex, out var error), error);
        Assert.Equal(expected, regex.IsMatch(text));
    }

    [Theory]
    [InlineData("(", "missing closing )")]
    [InlineData(")", "unexpected )")]
    [InlineData("[a", "missing closing ]")]
    [InlineData("*a", "missing argument to repetition operator")]
    [InlineData("a**", "invalid nested repetition operator")]
    [InlineData("a{1001}", "invalid repeat count")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax")]
    [InlineData("(?<!a)b", "invalid or unsupported Perl syntax")]
    [InlineData(@"(a)\1", "invalid escape sequence")]
    [InlineData(@"a\Z", "invalid escape sequence")]
    [InlineData("[[:none:]]", "invalid character class range")]
    [InlineData("a\\", "trailing backslash")]
    public void TryParse_WhatRe2DoesNotHave_IsRefusedInItsWords(string pattern, string expected)
    {
        Assert.False(CelRegex.TryParse(pattern, captures: false, out _, out var error));
        Assert.StartsWith($"error parsing regexp: {expected}", error, StringComparison.Ordinal);
    }
}
