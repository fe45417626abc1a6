using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Language;

public sealed class EvaluationTests
{
    private static readonly CelEnvironment Environment = CelEnvironment.Standard
        .With(CelLibraries.Optionals, CelLibraries.Bindings, CelLibraries.TwoVariableComprehensions)
        .With(new CelVariable("x", CelType.Int), new CelVariable("m", CelType.MapOfDyn), new CelVariable("d", CelType.Dyn));

    private static readonly CelActivation Variables = new(
        KeyValuePair.Create<string, CelValue>("x", CelInt.Of(7)),
        KeyValuePair.Create<string, CelValue>("m", CelMap.Of(KeyValuePair.Create<CelValue, CelValue>(new CelString("a"), CelInt.Of(1)))),
        KeyValuePair.Create<string, CelValue>("d", new CelString("text")));

    [Theory]
    [InlineData("1 + 2 * 3 - -4", "11")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775807 + 1", "!integer overflow")]
    [InlineData("5 / 0", "!division by zero")]
    [InlineData("5 % 0", "!modulus by zero")]
    [InlineData("0u - 1u", "!unsigned integer overflow")]
    [InlineData("1 < 2u && 2u < 2.5", "true")]
    [InlineData("x > 5 ? 'big' : 'small'", "big")]
    [InlineData("1 / 0 > 1 || true", "true")]
    [InlineData("true || 1 / 0 > 1", "true")]
    [InlineData("1 / 0 > 1 && false", "false")]
    [InlineData("1 / 0 > 1 || false", "!division by zero")]
    [InlineData("m.a", "1")]
    [InlineData("m.b", "!no such key: b")]
    [InlineData("m['b']", "!no such key: b")]
    [InlineData("has(m.a) && !has(m.b)", "true")]
    [InlineData("[1, 2][2]", "!index out of bounds: 2")]
    [InlineData("[1, 2, 3].all(i, i > 0)", "true")]
    [InlineData("[1, 2, 3].exists(i, i == 2)", "true")]
    [InlineData("[1, 2, 2].exists_one(i, i == 2)", "false")]
    [InlineData("[1, 2, 3].map(i, i * i)", "[1, 4, 9]")]
    [InlineData("[1, 2, 3].map(i, i > 1, i * i)", "[4, 9]")]
    [InlineData("[1, 2, 3].filter(i, i != 2)", "[1, 3]")]
    [InlineData("[[1, 2], [3]].map(l, l.map(i, i + 1))", "[[2, 3], [4]]")]
    [InlineData("{'a': 1, 'b': 2}.map(k, k)", "[a, b]")]
    [InlineData("[3, 4].transformMap(i, v, i + v)", "{0: 3, 1: 5}")]
    [InlineData("cel.bind(y, x + 1, y * y)", "64")]
    [InlineData("size('\U0001F600a') + size(b'ab') + size([1]) + {1: 1}.size()", "6")]
    [InlineData("'abc'.contains('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c') && 'abc'.matches('^a.c$')", "true")]
    [InlineData("d + 1", "!no such overload")]
    [InlineData("dyn(true) + 1", "!no such overload: _+_")]
    [InlineData("-d", "!no such overload: -_")]
    [InlineData("!d", "!no such overload")]
    [InlineData("size(dyn(1))", "!no such overload: size")]
    [InlineData("dyn(1).startsWith('a')", "!no such overload")]
    [InlineData("d.getFullYear()", "!no such overload: getFullYear(string)")]
    [InlineData("int(dyn([1]))", "!no such overload: int(list)")]
    [InlineData("d.a", "!no such key: a")]
    [InlineData("has(d.a)", "false")]
    [InlineData("dyn([1])['a']", "!unsupported index type 'string' in list")]
    [InlineData("2 in [1, 2] && dyn(3u) in [1, 3] && !('a' in {'b': 1})", "true")]
    [InlineData("timestamp('2009-02-13T23:31:30Z').getFullYear() + timestamp(0).getDayOfWeek()", "2013")]
    [InlineData("duration('1h30m').getMinutes()", "90")]
    [InlineData("string(duration('1.5s')) + string(timestamp('2009-02-13T23:31:30.25Z'))", "1.5s2009-02-13T23:31:30.25Z")]
    [InlineData("type(1) == int && type(type(1)) == type", "true")]
    [InlineData("int('a')", "!type conversion error from 'string' to 'int'")]
    [InlineData("{'a': 1, 'a': 2}", "!Failed with repeated key: a")]
    [InlineData("[1, 2] + [3] == [1, 2, 3] && [1, 2] != [1]", "true")]
    [InlineData("m[?'a'].optMap(v, v + 1).orValue(0) + m.?b.orValue(10)", "12")]
    [InlineData("[?m.?a, ?m.?b]", "[1]")]
    [InlineData("{?'k': m.?a, ?'l': m.?b}", "{k: 1}")]
    [InlineData("optional.none().value()", "!optional.none() dereference")]
    [InlineData("m.?b.hasValue() || m.?a.or(optional.of(3)).value() == 1", "true")]
    public void Evaluate_AnExpression_GivesTheValueOrTheError(string text, string expected)
    {
        var compilation = Environment.Compile(text);
        Assert.True(compilation.Succeeded, compilation.IssueText);
        var value = compilation.Program.Evaluate(Variables, cancellationToken: TestContext.Current.CancellationToken).Value;
        Assert.Equal(expected, value is CelError error ? $"!{error.Message}" : value.ToString());
    }
}
