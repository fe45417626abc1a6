using Slipway.Re2.Matching;
using Slipway.Re2.Syntax;

namespace Slipway.Re2.Tests;

/// <summary>No pattern costs more than its steps for each letter. Steps are counted, for seconds depend on the machine.</summary>
public sealed class Re2CostTests
{
    public static TheoryData<string> WorstPatterns { get; } =
    [
        "^(a+)+$", "(a|aa)*b", "(a*)*(b?c)+?x", "(a{0,31}){0,31}b", "((a{0,9}){0,9}){0,9}b", "(.{0,110}a){9}b", "(a{0,1000}c?)*b",
        "(x+x+)+y", "(a?){500}a{500}", "([a-z]|a|[ab]){1,300}!", "(?i)(a|b|ab){1,100}(c|$){1,10}", "\\b(\\w+\\b ?){1,200}!",
    ];

    [Theory]
    [MemberData(nameof(WorstPatterns))]
    public void Steps_OfAnyPattern_AreItsOwnForEachLetter(string pattern)
    {
        var program = ProgramBuilder.Build(new PatternReader(pattern, 10_000).Read(), captures: false);
        foreach (var text in new[] { new string('a', 500), string.Concat(Enumerable.Repeat("ab x", 125)) })
        {
            var work = new Workspace(program).Begin();
            work.TakeAll(text, 0);
            Assert.InRange(work.Used, 1, 2L * (program.Steps.Length + 1) * (text.Length + 1));
        }
    }

    // Beside the program itself: the automaton keeps 240 KB at most.
    [Theory]
    [MemberData(nameof(WorstPatterns))]
    public void Match_OfAnyPattern_KeepsLittle(string pattern)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out _));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++)
        {
            regex.IsMatch(new string('a', 200) + new string('b', i) + " x");
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    // What was read can be matched: nothing is found to be too large only then.
    [Fact]
    public void Match_OfALargePattern_IsAnswered()
    {
        Assert.True(Re2Regex.TryParse($"^(a|b){string.Concat(Enumerable.Repeat("!!set ", 1_600))}", out var regex, out _));
        Assert.False(regex.IsMatch("ab"));
    }

    [Theory]
    [InlineData("(a{0,1000}c?)*b", 200_000)]
    [InlineData("(.{0,100}a){9}b", 100_000)]
    public void Match_OfManyStepsInALongText_IsRefused(string pattern, int length)
    {
        Assert.True(Re2Regex.TryParse(pattern, out var regex, out _));
        Assert.Throws<Re2LimitException>(() => regex.Find(new string('a', length)));
    }
}
