using Slipway.Cel.Libraries;

namespace Slipway.Cel.Tests.Language;

public sealed class LiteralValidationTests
{
    private static readonly CelEnvironment Strict = CelEnvironment.Standard.With(CelLibraries.Optionals, CelLibraries.Strings) with
    {
        Options = new CelOptions { HomogeneousLiterals = true, ValidateLiterals = true, OptionalSyntax = true },
    };

    [Theory]
    [InlineData("[1, 'a']", 1, 5, "expected type 'int' but found 'string'")]
    [InlineData("{'a': 1, 2: 1}", 1, 10, "expected type 'string' but found 'int'")]
    [InlineData("{'a': 1, 'b': 2.0}", 1, 15, "expected type 'int' but found 'double'")]
    [InlineData("duration('1day')", 1, 10, "invalid duration argument")]
    [InlineData("timestamp('now')", 1, 11, "invalid timestamp argument")]
    [InlineData("'a'.matches('(')", 1, 13, "invalid matches argument")]
    public void Compile_ALiteralThatCannotBeMeant_IsAnIssue(string text, int line, int column, string message)
    {
        var issue = Assert.Single(Strict.Compile(text).Issues);

        Assert.Equal((line, column, message), (issue.Line, issue.Column, issue.Message));
        Assert.True(CelEnvironment.Standard.Compile(text).Succeeded);
    }

    [Theory]
    [InlineData("int('a') == 1", "program instantiation failed: type conversion error from 'string' to 'int'")]
    [InlineData("1 +", "compilation failed: ERROR: <input>:1:4: Syntax error: mismatched input '<EOF>' expecting ")]
    public void Compile_WithConstantsFolded_TellsWhatFailedAsKubeApiserverDoes(string text, string failure)
    {
        var environment = CelEnvironment.Standard with { Options = new CelOptions { FoldConstants = true } };

        Assert.StartsWith(failure, environment.Compile(text).FailureText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1, 2] + []")]
    [InlineData("[[], [1]]")]
    [InlineData("'%s %d'.format(['a', 1]) == 'a 1'")]
    [InlineData("[?optional.of(1), 2]")]
    [InlineData("duration('1h') < duration('90m') && timestamp('2020-01-01T00:00:00Z') > timestamp(0) && 'a'.matches('^a$')")]
    public void Compile_GoodLiterals_Succeeds(string text) => Assert.Empty(Strict.Compile(text).Issues);
}
