using Slipway.Cel.Costs;
using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Costs;

public sealed class CostTests
{
    private static readonly CelEnvironment Environment = CelEnvironment.Standard
        .With(CelLibraries.Bindings, CelLibraries.Sets, CelLibraries.Strings)
        .With(
            new CelVariable("s", CelType.String),
            new CelVariable("l", CelType.List(CelType.String)),
            new CelVariable("m", CelType.Map(CelType.String, CelType.List(CelType.Int))),
            new CelVariable("b", CelType.Bool));

    private static readonly CelActivation Variables = new(
        KeyValuePair.Create<string, CelValue>("s", new CelString(new string('a', 20))),
        KeyValuePair.Create<string, CelValue>("l", CelList.Of(new CelString("one"), new CelString("two"))),
        KeyValuePair.Create<string, CelValue>(
            "m", CelMap.Of(KeyValuePair.Create<CelValue, CelValue>(new CelString("k"), CelList.Of(CelInt.Of(1), CelInt.Of(2))))),
        KeyValuePair.Create<string, CelValue>("b", CelBool.True));

    // s has 20 code points, l two elements, m one entry of two elements.
    [Theory]
    [InlineData("1", 0)]
    [InlineData("s", 1)]
    [InlineData("s == s", 4)]
    [InlineData("s + s", 6)]
    [InlineData("s.startsWith('aa')", 3)]
    [InlineData("s.contains('aaaaaaaaaaaa')", 5)]
    [InlineData("s.matches('^a+$')", 4)]
    [InlineData("'a' in l", 3)]
    [InlineData("m.k", 2)]
    [InlineData("m['k'][0]", 3)]
    [InlineData("has(m.k)", 2)]
    [InlineData("b ? s : s + s", 1)]
    [InlineData("b || s == 'x'", 1)]
    [InlineData("[1, 2, 3]", 10)]
    [InlineData("{'a': [1]}", 40)]
    [InlineData("2 in [1, 2, 3]", 13)]
    [InlineData("int('12')", 1)]
    [InlineData("l.all(x, x != '')", 10)]
    [InlineData("l.map(x, x)", 38)]
    [InlineData("cel.bind(y, s + s, y == y)", 22)]
    [InlineData("sets.contains(l, ['one'])", 14)]
    public void Evaluate_AnExpression_CostsAsCelGoCounts(string text, ulong expected) =>
        Assert.Equal(expected, Evaluate(Environment, text).Cost);

    // kube-apiserver does what is constant when it compiles.
    [Theory]
    [InlineData("[1, 2, 3]", 0)]
    [InlineData("{'a': [1]}", 0)]
    [InlineData("2 in [1, 2, 3]", 0)]
    [InlineData("'a' in []", 0)]
    [InlineData("int('12') + 1", 1)]
    [InlineData("l.map(x, x)", 28)]
    public void Evaluate_WithConstantsFolded_CostsNothingForThem(string text, ulong expected) =>
        Assert.Equal(expected, Evaluate(Environment with { Options = new CelOptions { FoldConstants = true } }, text).Cost);

    [Theory]
    [InlineData("s", 1, 1)]
    [InlineData("s == s", 3, 12)]
    [InlineData("s.startsWith('aa')", 2, 2)]
    [InlineData("s.contains(s)", 2, 102)]
    [InlineData("s.matches('^a+$')", 2, 12)]
    [InlineData("'a' in l", 1, 11)]
    [InlineData("l.all(x, x.size() > 0)", 2, 62)]
    [InlineData("m.all(k, m[k].exists(i, i > 3))", 2, 1342)]
    [InlineData("b ? s : s + s", 2, 23)]
    [InlineData("b || s == 'x'", 1, 3)]
    [InlineData("l.map(x, x + s)", 12, 552)]
    [InlineData("sets.contains(l, l)", 3, 103)]
    public void EstimateCost_OfAnExpression_IsAsCelGoEstimates(string text, ulong min, ulong max)
    {
        var program = Environment.Compile(text).Program!;
        var estimate = program.EstimateCost(new Sizes(("s", 100), ("l", 10), ("l.@items", 300), ("m", 20), ("m.@values", 10)));

        Assert.Equal(new CelCostEstimate(min, max), estimate);
    }

    [Fact]
    public void EstimateCost_WithoutSizes_HasNoBound() =>
        Assert.Equal(ulong.MaxValue, Environment.Compile("l.all(x, x.contains(s))").Program!.EstimateCost(new NoSizes()).Max);

    [Theory]
    [InlineData(6, false)]
    [InlineData(5, true)]
    public void Evaluate_AboveTheLimit_Stops(ulong limit, bool stops)
    {
        var program = Environment.Compile("s + s").Program!;
        var value = program.Evaluate(Variables, limit, TestContext.Current.CancellationToken).Value;

        Assert.Equal(stops, value is CelError { Reason: CelErrorReason.CostLimitExceeded });
    }

    private static CelEvaluation Evaluate(CelEnvironment environment, string text)
    {
        var compilation = environment.Compile(text);
        Assert.True(compilation.Succeeded, compilation.IssueText);
        return compilation.Program.Evaluate(Variables, cancellationToken: TestContext.Current.CancellationToken);
    }
}
