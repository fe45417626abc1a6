namespace Slipway.Re2.Tests;

/// <summary>Where RE2's syntax and .NET's differ, RE2's holds.</summary>
public sealed class Re2RegexTests
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
    [InlineData("^(?P<x>b+)$", "bb", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("^[^]a]$", "b", true)]
    public void IsMatch_AsRe2Reads(string pattern, string text, bool expected)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out var error), error);
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
    [InlineData("(?<!a)b", "invalid named capture")]
    [InlineData(@"(a)\1", "invalid escape sequence")]
    [InlineData(@"a\Z", "invalid escape sequence")]
    [InlineData("[[:none:]]", "invalid character class range")]
    [InlineData("a\\", "trailing backslash")]
    public void TryParse_WhatRe2DoesNotHave_IsRefusedInItsWords(string pattern, string expected)
    {
        Assert.False(Re2Regex.TryParse(pattern, out _, out var error));
        Assert.StartsWith($"error parsing regexp: {expected}", error, StringComparison.Ordinal);
    }

    // What is too large is found when the pattern is read, not when the first text comes.
    [Theory]
    [InlineData("((a{100}b)){100}", "invalid repeat count: `{100}`")]
    [InlineData("(?:[a-z]{0,900}x){0,900}", "invalid repeat count: `{0,900}`")]
    [InlineData("(?:[a-z]{0,900}x){1}[a-z]{1000}.{1000}[0-9]{1000}x{1000}y{1000}z{1000}z{1000}z{1000}z{1000}", "expression too large: ")]
    public void TryParse_TooLarge_IsRefused(string pattern, string expected)
    {
        Assert.False(Re2Regex.TryParse(pattern, out _, out var error));
        Assert.StartsWith($"error parsing regexp: {expected}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_TooDeep_IsRefused()
    {
        Assert.False(Re2Regex.TryParse(new string('(', 1001) + new string(')', 1001), out _, out var error));
        Assert.StartsWith("error parsing regexp: expression nests too deeply: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_ClassOfNoScript_IsRefused() => Assert.False(Re2Regex.TryParse(@"\p{Nowhere}", out _, out _));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Find_HasGroupsWhenAskedTo(bool captures, int groups)
    {
        Assert.True(Re2Regex.TryParse("a(b)", captures, out var regex, out _));
        Assert.Equal(groups, regex.Groups);
        Assert.Equal((1, 2), (regex.Find("xab")!.Index, regex.Find("xab")!.Length));
    }

    [Theory]
    [InlineData("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?([.][a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$", 50_000)]
    [InlineData("^[\\s\\S]*$", 3_000_000)]
    [InlineData("^(?:[a-z]{1,10}){1,50}$", 5_000)]
    public void IsMatch_OfAnOrdinaryPatternInALongText_IsAnswered(string pattern, int length)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out _));
        _ = regex.IsMatch(new string('a', length));
    }

    [Fact]
    public void FindAll_AsGoGoesOn()
    {
        Assert.True(Re2Regex.TryParse("a*", out var regex, out _));
        Assert.Equal([(0, 0), (1, 2), (4, 0)], regex.FindAll("baab").Select(m => (m.Index, m.Length)));
    }

    // What leads where is kept: the same text again costs nothing.
    [Fact]
    public void IsMatch_OfATextLikeTheLast_AllocatesNothing()
    {
        Assert.True(Re2Regex.TryParse("^[a-z]+(-[a-z0-9]{2,5})*$", out var regex, out _));
        Assert.True(regex.IsMatch("machine-1a2b3-zz"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(regex.IsMatch("machine-1a2b3-zz"));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
