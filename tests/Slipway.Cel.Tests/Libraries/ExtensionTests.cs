using Slipway.Cel.Libraries;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Libraries;

public sealed class ExtensionTests
{
    private static readonly CelEnvironment Environment = CelEnvironment.Standard.With(
        CelLibraries.Optionals,
        CelLibraries.Strings,
        CelLibraries.Math,
        CelLibraries.Sets,
        CelLibraries.Lists,
        CelLibraries.Encoders,
        CelLibraries.Regex,
        CelLibraries.TwoVariableComprehensions);

    [Theory]
    [InlineData("'t\U0001F600c'.charAt(1) + 'abc'.charAt(3)", "\U0001F600")]
    [InlineData("'abc'.charAt(4)", "!index out of range: 4")]
    [InlineData("'\U0001F600ab\U0001F600ab'.indexOf('ab', 2)", "4")]
    [InlineData("'abcabc'.lastIndexOf('bc') - 'abcabc'.lastIndexOf('bc', 3)", "3")]
    [InlineData("'abc'.indexOf('') + 'abc'.indexOf('x')", "-1")]
    [InlineData("'\U0001F600bc'.substring(1) + 'abc'.substring(1, 2)", "bcb")]
    [InlineData("'abc'.substring(2, 1)", "!invalid substring range. start: 2, end: 1")]
    [InlineData("'Grüße'.upperAscii() + 'ABC'.lowerAscii() + '  x\\t'.trim()", "GRüßEabcx")]
    [InlineData("'abab'.replace('a', 'x', 1) + 'ab'.replace('', '-')", "xbab-a-b-")]
    [InlineData("'a,b,c'.split(',') + 'a,b,c'.split(',', 2) + 'ab'.split('')", "[a, b, c, a, b,c, a, b]")]
    [InlineData("['a', 'b'].join() + ['a', 'b'].join(', ')", "aba, b")]
    [InlineData("'abc'.reverse() + strings.quote('a\"\\n')", "cba\"a\\\"\\n\"")]
    [InlineData("'%s %d %.2f %e %x %X %o %b %%'.format(['s', 1, 2.345, 12.5, 255, 'a', 8, true])", "s 1 2.35 1.250000e+01 ff 61 10 1 %")]
    [InlineData("'%s'.format([[1, 'a', {'k': 2.5}, null, duration('1s')]])", "[1, a, {k: 2.5}, null, 1s]")]
    [InlineData("'%d'.format(['a'])",
        "!error during formatting: decimal clause can only be used on ints, uints, and doubles, was given string")]
    [InlineData("'%s'.format([])", "!index 0 out of range")]
    [InlineData("'%q'.format([1])", "!could not parse formatting clause: unrecognized formatting clause \"q\"")]
    [InlineData("math.least(3, 1.5, 2u) + math.greatest([1.0, 4.0])", "5.5")]
    [InlineData("math.ceil(1.2) + math.floor(1.8) + math.round(2.5) + math.trunc(-1.9)", "5")]
    [InlineData("math.abs(-3) + math.sign(-7) + math.bitShiftLeft(1, 4) + math.bitXor(5, 3)", "24")]
    [InlineData("math.bitShiftRight(1, -1)", "!math.bitShiftRight() negative offset: -1")]
    [InlineData("math.isNaN(0.0 / 0.0) && math.isInf(1.0 / 0.0) && !math.isFinite(-1.0 / 0.0)", "true")]
    [InlineData("sets.contains([1, 2, 3], [2, 3]) && sets.equivalent([1, 1], dyn([1u])) && !sets.intersects([1], [2])", "true")]
    [InlineData("[1, 2, 3, 4].slice(1, 3) + [[5], [6]].flatten() + [3, 1, 2].sort() + [1, 1].distinct()", "[2, 3, 5, 6, 1, 2, 3, 1]")]
    [InlineData("['aaa', 'b', 'cc'].sortBy(s, size(s)) + lists.range(2).map(i, string(i)) + ['x', 'y'].reverse()",
        "[b, cc, aaa, 0, 1, y, x]")]
    [InlineData("[1, 2].slice(1, 3)", "!cannot slice(1, 3), list is length 2")]
    [InlineData("base64.encode(b'hello') + string(base64.decode('aGVsbG8'))", "aGVsbG8=hello")]
    [InlineData("base64.decode('*')", "!illegal base64 data")]
    [InlineData("regex.replace('a1b2', '([a-z])([0-9])', '\\\\2\\\\1') + regex.extract('k=v', '=(.*)').value()", "1a2bv")]
    [InlineData("regex.extractAll('a1b22', '[0-9]+')", "[1, 22]")]
    [InlineData("[1, 2].transformMapEntry(i, v, {string(v): i})", "{1: 0, 2: 1}")]
    [InlineData("{'a': 1, 'b': 2}.transformList(k, v, v > 1, k)", "[b]")]
    [InlineData("[1, 1].transformMapEntry(i, v, {v: i})", "!insert failed: key 1 already exists")]
    [InlineData("optional.ofNonZeroValue('').orValue('none') + [optional.of('x'), optional.none()].unwrapOpt()[0]", "nonex")]
    [InlineData("[1, 2].first().value() + [1, 2].last().value()", "3")]
    public void Evaluate_AnExtension_GivesTheValueOrTheError(string text, string expected)
    {
        var compilation = Environment.Compile(text);
        Assert.True(compilation.Succeeded, compilation.IssueText);
        var value = compilation.Program.Evaluate(CelActivation.Empty, cancellationToken: TestContext.Current.CancellationToken).Value;
        Assert.Equal(expected, value is CelError error ? $"!{error.Message}" : value.ToString());
    }

    [Fact]
    public void Format_InTheVersionOfKubernetes_WritesNestedValuesAsLiterals()
    {
        var program = CelEnvironment.Standard.With(CelLibraries.StringsVersion2).Compile("'%s'.format([['a', 1.5, {'k': b'v'}]])").Program!;

        var value = program.Evaluate(CelActivation.Empty, cancellationToken: TestContext.Current.CancellationToken).Value;

        Assert.Equal("[\"a\", 1.500000, {\"k\":b\"v\"}]", value.ToString());
    }
}
