using Slipway.Kubernetes.Selectors;

namespace Slipway.Kubernetes.Tests.Selectors;

public sealed class FieldSelectorTests
{
    [Theory]
    [InlineData("metadata.name=a,status.phase!=Running", "metadata.name=a,status.phase!=Running")]
    [InlineData("b==2,,a=1", "a=1,b=2")]
    [InlineData("a=x\\,y\\=z", "a=x\\,y\\=z")]
    public void Parse_GoodText_HasCanonicalForm(string text, string canonical) => Assert.Equal(canonical, FieldSelector.Parse(text).ToString());

    [Theory]
    [InlineData("a", "invalid selector: 'a'; can't understand 'a'")]
    [InlineData("a=b\\c", "invalid field selector: invalid escape sequence: \\c")]
    [InlineData("a=b=c", "invalid field selector: unescaped character in value: 61")]
    public void Parse_BadText_SaysWhatKubeApiserverSays(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SelectorParseException>(() => FieldSelector.Parse(text)).Message);

    [Theory]
    [InlineData("metadata.name=a", true)]
    [InlineData("metadata.name!=a", false)]
    [InlineData("spec.absent=", true)]
    public void Matches_Fields_Decides(string text, bool expected)
    {
        var selector = FieldSelector.Parse(text);

        Assert.Equal(expected, selector.Matches(field => field == "metadata.name" ? "a" : null));
    }

    // However they were written: what is read back is the same selector.
    [Fact]
    public void ToString_OfRequirements_IsInTheOrderOfTheirText() =>
        Assert.Equal("a=c,a=x", FieldSelector.Parse("a==x,a=c").ToString());

    [Fact]
    public void RequiredValue_OnlyOfEquals()
    {
        var selector = FieldSelector.Parse("metadata.name=a,metadata.namespace!=b");

        Assert.Equal("a", selector.RequiredValue("metadata.name"));
        Assert.Null(selector.RequiredValue("metadata.namespace"));
    }
}
