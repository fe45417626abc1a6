using CsCheck;
using Slipway.Cel.Libraries;
using Slipway.Cel.Tests.Costs;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Language;

/// <summary>Texts that mean harm: each ends with an issue or an error, in little time and on little stack.</summary>
public sealed class HostileInputTests
{
    private static readonly CelEnvironment Environment = CelEnvironment.Standard
        .With(CelLibraries.Optionals, CelLibraries.Bindings, CelLibraries.Strings, CelLibraries.Lists)
        .With(new CelVariable("x", CelType.Dyn));

    private static readonly string[] Pieces =
    [
        "1", "-1", "2u", "1.5", "'a'", "b'a'", "true", "null", "x", "[", "]", "{", "}", "(", ")", ".", ",", "-", "!", "?", ":", "+", "*",
        "/", "%",
        "<", "<=", "==", "!=", "in", "&&", "||", "has(", "x.all(y, ", "x.map(y, ", "cel.bind(z, ", "size(", ".?a", "[?0]",
        "'", "\"", "\\", "@", "|", "//",
        "\n", " ", "\U0001F600", "`a-b`", "0x", "9999999999999999999999",
    ];

    public static TheoryData<string, string> Nested => new()
    {
        { "parentheses", Repeat("(", 10_000) + "1" + Repeat(")", 10_000) },
        { "lists", Repeat("[", 10_000) + Repeat("]", 10_000) },
        { "maps", Repeat("{1:", 10_000) + "1" + Repeat("}", 10_000) },
        { "negations", Repeat("!(", 10_000) + "true" + Repeat(")", 10_000) },
        { "sums", "1" + Repeat("+1", 10_000) },
        { "selections", "x" + Repeat(".a", 10_000) },
        { "indexes", "x" + Repeat("[0]", 10_000) },
        { "conditionals", Repeat("true?1:", 10_000) + "1" },
        { "calls", Repeat("size(", 10_000) + "x" + Repeat(")", 10_000) },
        { "comprehensions", Repeat("x.map(y,", 5_000) + "1" + Repeat(")", 5_000) },
        { "open parentheses", Repeat("(", 90_000) },
        { "operators", Repeat("+*", 40_000) },
        { "bad characters", Repeat("@", 90_000) },
        { "copies of copies", "x" + Repeat(".optMap(v, v)", 60) },
        { "types of types", Repeat("cel.bind(a, {a0: a0}, ", 1).Replace("a0", "1", StringComparison.Ordinal) + DoublingBindings(40) + ")" },
        { "too long", Repeat("1", 100_001) },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void Compile_AHostileText_EndsWithAnIssue(string what, string text)
    {
        var compilation = Environment.Compile(text);

        Assert.False(compilation.Succeeded, what);
        Assert.InRange(compilation.Issues.Length, 1, 101);
    }

    [Fact]
    public void Compile_ALongChainOfLogic_IsNoDeepTree()
    {
        var compilation = Environment.Compile("true" + Repeat(" && true", 9_000));

        Assert.True(compilation.Succeeded, compilation.IssueText);
        Assert.Equal(
            CelBool.True,
            compilation.Program.Evaluate(CelActivation.Empty, cancellationToken: TestContext.Current.CancellationToken).Value);
    }

    [Fact]
    public void Evaluate_ACombinatoricComprehension_EndsAtTheCostLimit()
    {
        const string Range = "lists.range(100000)";
        var program = Environment.Compile($"{Range}.all(a, {Range}.all(b, {Range}.all(c, a + b + c >= 0)))").Program!;

        var evaluation = program.Evaluate(CelActivation.Empty, costLimit: 1_000_000, TestContext.Current.CancellationToken);

        Assert.Equal(CelErrorReason.CostLimitExceeded, Assert.IsType<CelError>(evaluation.Value).Reason);
        Assert.InRange(evaluation.Cost, 1_000_001UL, 1_010_000UL);
    }

    [Fact]
    public void Evaluate_ACancelledComprehension_IsInterrupted()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var program = Environment.Compile("lists.range(100000).exists(a, a < 0) || true").Program!;

        var evaluation = program.Evaluate(CelActivation.Empty, cancellationToken: source.Token);

        Assert.Equal(CelErrorReason.Interrupted, Assert.IsType<CelError>(evaluation.Value).Reason);
    }

    [Theory]
    [InlineData("'0123456789'", "string or bytes are too long")]
    [InlineData("b'0123456789'", "string or bytes are too long")]
    [InlineData("[0, 1, 2, 3]", "list is too long")]
    public void Evaluate_AValueThatDoublesAgainAndAgain_IsAnErrorBeforeItIsLarge(string value, string message)
    {
        var text = value;
        for (var i = 0; i < 40; i++)
        {
            text = $"cel.bind(v{i}, {text}, v{i} + v{i})";
        }

        var program = Environment.Compile(text).Program!;
        var evaluation = program.Evaluate(CelActivation.Empty, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(message, Assert.IsType<CelError>(evaluation.Value).Message);
    }

    [Theory]
    [InlineData("(", "1", ")", 240)]
    [InlineData("[", "1", "]", 240)]
    [InlineData("{1: ", "1", "}", 240)]
    [InlineData("size([", "1", "])", 120)]
    [InlineData("[1].map(y, ", "1", ")", 120)]
    [InlineData("cel.bind(z, x, ", "1", ")", 120)]
    [InlineData("true ? 1 : ", "1", "", 240)]
    public void Evaluate_TheDeepestExpressionsAllowed_FitsTheStack(string open, string core, string close, int depth)
    {
        var compilation = Environment.Compile(Repeat(open, depth) + core + Repeat(close, depth));

        Assert.True(compilation.Succeeded, compilation.IssueText);
        var evaluation = compilation.Program.Evaluate(
            CelActivation.Of("x", CelInt.Of(1)), cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(evaluation.Value.IsError, evaluation.Value.ToString());
        Assert.True(compilation.Program.EstimateCost(new NoSizes()).Max >= evaluation.Cost);
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|a)*b")]
    [InlineData("(x+x+)+y")]
    public void Matches_APatternThatBacktracksForever_IsLinear(string pattern)
    {
        var program = Environment.Compile($"x.matches('{pattern}')").Program!;
        var text = new CelString(Repeat("a", 50_000));

        Assert.Equal(
            CelBool.False, program.Evaluate(CelActivation.Of("x", text), cancellationToken: TestContext.Current.CancellationToken).Value);
    }

    [Fact]
    public void Compile_AnyText_NeitherThrowsNorHangs() =>
        OneOf(Pieces).Array[0, 60].Select(p => string.Concat(p)).Sample(
            text =>
            {
                var compilation = Environment.Compile(text);
                return compilation.Succeeded != (compilation.Issues.Length > 0);
            },
            iter: 5_000);

    [Fact]
    public void Evaluate_WhateverCompiles_GivesAValueOrAnError() =>
        OneOf("1", "-2", "'a'", "x", "1.5", "2u", "[1]", "{'a': 1}", "null", "true").Array[3].SelectMany(
            operands => OneOf("+", "-", "*", "/", "%", "<", "==", "in", "&&", "||").Array[2].Select(
                ops => $"dyn({operands[0]}) {ops[0]} dyn({operands[1]}) {ops[1]} dyn({operands[2]})")).Sample(
            text =>
            {
                var program = Environment.Compile(text).Program;
                return program is null || program.Evaluate(CelActivation.Of("x", CelInt.Of(0))).Value is not null;
            },
            iter: 2_000);

    [Fact]
    public void Arithmetic_OfInts_IsExactOrAnOverflow() =>
        Gen.Select(Gen.Long, Gen.Long, OneOf('+', '-', '*')).Sample((a, b, op) =>
        {
            var program = CelEnvironment.Standard.With(new CelVariable("a", CelType.Int), new CelVariable("b", CelType.Int))
                .Compile($"a {op} b").Program!;
            var value = program.Evaluate(new CelActivation(
                KeyValuePair.Create<string, CelValue>("a", CelInt.Of(a)), KeyValuePair.Create<string, CelValue>("b", CelInt.Of(b)))).Value;
            var exact = op switch { '+' => (Int128)a + b, '-' => (Int128)a - b, _ => (Int128)a * b };
            return exact >= long.MinValue && exact <= long.MaxValue
                ? value.EqualTo(CelInt.Of((long)exact))
                : value is CelError { Message: "integer overflow" };
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    // Each binding's type is twice as large as the one before.
    private static string DoublingBindings(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"cel.bind(a{i + 1}, [{{1: {(i == 0 ? "a" : $"a{i}")}}}].map(m, {{m: m}}), "))
        + "1" + Repeat(")", count);

    // Each part might be the end of a qualified name; the names are not put together one by one.
    [Theory]
    [InlineData("self", ".inf")]
    [InlineData("", ".inf")]
    [InlineData("", ".inf", ".i {'b': [1u")]
    public void Compile_OfALongChainOfFields_TakesMemoryInProportion(string first, string field, string last = "")
    {
        var environment = CelEnvironment.Standard.With(new CelVariable("self", CelType.Dyn));
        var text = first + string.Concat(Enumerable.Repeat(field, 8_000)) + last;
        var before = GC.GetAllocatedBytesForCurrentThread();
        environment.Compile(text);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }
}
