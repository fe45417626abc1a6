using Slipway.Cli.Generate;

namespace Slipway.Cli.Tests.Generate;

public sealed class VariableSubstitutionTests
{
    [Theory]
    [InlineData("a ${V} b", "x", "a x b")]
    [InlineData("${V}${V}", "x", "xx")]
    [InlineData("${V:-d}", null, "d")]
    [InlineData("${V:=d}", null, "d")]
    [InlineData("${V=d}", null, "d")]
    [InlineData("${V-d}", null, "d")]
    [InlineData("${V:-d}", "", "d")]
    [InlineData("${V-d}", "", "")]
    [InlineData("${V:-d}", "x", "x")]
    [InlineData("${V:=\"d\"}", null, "d")]
    [InlineData("${V:=10.0.0.0/16}", null, "10.0.0.0/16")]
    [InlineData("$${V}", "x", "${V}")]
    [InlineData("$V", "x", "$V")]
    [InlineData("no variable", null, "no variable")]
    public void Fill_ReplacesVariablesAsEnvsubstDoes(string template, string? value, string expected) =>
        Assert.Equal(expected, VariableSubstitution.Fill(template, _ => value));

    [Fact]
    public void Fill_MissingValues_AreAllNamedInOrder()
    {
        var failure = Assert.Throws<CliException>(() => VariableSubstitution.Fill("${B} ${A} ${C:-c} ${A}", _ => null));

        Assert.Equal(ExitCodes.Usage, failure.ExitCode);
        Assert.Contains("A, B.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_AreListedOnceWithTheirDefaults()
    {
        var variables = VariableSubstitution.Variables("${B:=2} ${A} ${B} $${NOT}");

        Assert.Equal(["A", "B"], variables.Keys);
        Assert.Null(variables["A"]);
        Assert.Equal("2", variables["B"]);
    }
}
