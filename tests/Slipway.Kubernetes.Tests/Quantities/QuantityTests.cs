using CsCheck;
using Slipway.Kubernetes.Quantities;

namespace Slipway.Kubernetes.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0Gi", "0")]
    [InlineData("1", "1")]
    [InlineData("+1.5", "1500m")]
    [InlineData("-0.5", "-500m")]
    [InlineData("1000m", "1")]
    [InlineData("2000", "2k")]
    [InlineData("1234", "1234")]
    [InlineData("100M", "100M")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("512", "512")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1e3", "1e3")]
    [InlineData("1500e-1", "150")]
    [InlineData("0.1n", "1n")]
    [InlineData(".5", "500m")]
    public void ToString_Parsed_IsCanonical(string text, string canonical) => Assert.Equal(canonical, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("x", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1mi", "unable to parse quantity's suffix")]
    [InlineData("1e400", "unable to parse quantity's suffix")]
    [InlineData("5E-2147483648", "unable to parse quantity's suffix")]
    [InlineData("2000e30", "unable to parse quantity's suffix")]
    public void Parse_NoQuantity_SaysWhatKubeApiserverSays(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Quantity.Parse(text)).Message);

    [Fact]
    public void CompareTo_OtherSuffix_ComparesAmounts()
    {
        Assert.True(Quantity.Parse("1Gi") > Quantity.Parse("1G"));
        Assert.Equal(Quantity.Parse("1"), Quantity.Parse("1000m"));
        Assert.Equal(2, Quantity.Parse("1001m").Value);
    }

    [Fact]
    public void Parse_OfCanonical_IsEqual() => Gen.Select(Gen.Int, JsonGen.Pick("n", "u", "m", "", "k", "M", "Ki", "Gi", "e3")).Sample((number, suffix) =>
    {
        var quantity = Quantity.Parse($"{number}{suffix}");
        return Quantity.Parse(quantity.ToString()) == quantity;
    });
}
