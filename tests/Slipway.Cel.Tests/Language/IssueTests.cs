using Slipway.Cel.Libraries;
using Slipway.Cel.Types;

namespace Slipway.Cel.Tests.Language;

/// <summary>What a user is told, in the words and the form of kube-apiserver.</summary>
public sealed class IssueTests
{
    private const string Expression =
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

    private static readonly CelEnvironment Environment = CelEnvironment.Standard.With(CelLibraries.Bindings).With(
        new CelVariable("s", CelType.String), new CelVariable("l", CelType.List(CelType.Int)));

    [Theory]
    [InlineData("", 1, 1, $"Syntax error: mismatched input '<EOF>' expecting {Expression}")]
    [InlineData("1 +", 1, 4, $"Syntax error: mismatched input '<EOF>' expecting {Expression}")]
    [InlineData("1 * * 2", 1, 5, $"Syntax error: extraneous input '*' expecting {Expression}")]
    [InlineData("s s", 1, 3, "Syntax error: extraneous input 's' expecting <EOF>")]
    [InlineData("s.size(", 1, 8,
        "Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', ')', '.', '-', '!', 'true', 'false', 'null', "
        + "NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}")]
    [InlineData("(1", 1, 3, "Syntax error: missing ')' at '<EOF>'")]
    [InlineData("s.", 1, 3, "Syntax error: no viable alternative at input '.'")]
    [InlineData("s = 'a'", 1, 3, "Syntax error: token recognition error at: '= '")]
    [InlineData("s ? 1", 1, 6, "Syntax error: mismatched input '<EOF>' expecting ':'")]
    [InlineData("for", 1, 1, "reserved identifier: for")]
    [InlineData("9223372036854775808", 1, 1, "invalid int literal")]
    [InlineData("s.?a", 1, 2, "unsupported syntax '.?'")]
    [InlineData("has(s)", 1, 5, "invalid argument to has() macro")]
    [InlineData("l.all(1, true)", 1, 7, "argument must be a simple name")]
    [InlineData("x", 1, 1, "undeclared reference to 'x' (in container '')")]
    [InlineData("s.nope()", 1, 7, "undeclared reference to 'nope' (in container '')")]
    [InlineData("s + 1", 1, 3, "found no matching overload for '_+_' applied to '(string, int)'")]
    [InlineData("s.contains(1)", 1, 11, "found no matching overload for 'contains' applied to 'string.(int)'")]
    [InlineData("s.field", 1, 2, "type 'string' does not support field selection")]
    [InlineData("s && true", 1, 1, "expected type 'bool' but found 'string'")]
    [InlineData("s.map(c, c)", 1, 1, "expression of type 'string' cannot be range of a comprehension (must be list, map, or dynamic)")]
    [InlineData("true &&\n  y", 2, 3, "undeclared reference to 'y' (in container '')")]
    public void Compile_AnExpressionThatIsWrong_SaysWhereAndWhy(string text, int line, int column, string message)
    {
        var issue = Environment.Compile(text).Issues[0];

        Assert.Equal((line, column, message), (issue.Line, issue.Column, issue.Message));
    }

    [Fact]
    public void Rendered_ShowsTheLineAndThePlace() =>
        Assert.Equal(
            "ERROR: <input>:2:9: undeclared reference to 'y' (in container '')\n |  'ü' == y\n | ..．.....^",
            Environment.Compile("true &&\n\t'ü' == y").IssueText);
}
