using Slipway.Cli.Get;

namespace Slipway.Cli.Tests.Get;

public sealed class TextTableTests
{
    [Fact]
    public void Layout_IsKubectls()
    {
        var lines = new TextTable().Layout([["NAME", "CLUSTERCLASS", "AGE", "VERSION"], ["demo", "", "102s", ""], ["a", "", "2d", "v1"]]);

        Assert.Equal(
            ["NAME   CLUSTERCLASS   AGE    VERSION", "demo                  102s   ", "a                     2d     v1"], lines);
    }

    [Fact]
    public void Layout_LaterRows_KeepTheWidth()
    {
        var table = new TextTable();
        table.Layout([["a-long-name", "x"]]);

        Assert.Equal(["b             y"], table.Layout([["b", "y"]]));
    }

    [Theory]
    [InlineData("one", "one")]
    [InlineData("one\ntwo", "one...")]
    public void OneLine_CutsAtTheFirst(string text, string expected) => Assert.Equal(expected, TextTable.OneLine(text));
}
