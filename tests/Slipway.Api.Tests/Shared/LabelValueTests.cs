using Slipway.Api.Shared;
using Slipway.Kubernetes.Selectors;

namespace Slipway.Api.Tests.Shared;

public sealed class LabelValueTests
{
    [Theory]
    [InlineData("demo-md-0")]
    [InlineData("")]
    public void For_ValidValue_IsTheName(string name) => Assert.Equal(name, LabelValue.For(name));

    [Fact]
    public void For_TooLongName_IsAShortStableHash()
    {
        var name = new string('a', 64);

        var value = LabelValue.For(name);

        Assert.Matches("^hash_[A-Za-z0-9_-]{6}_z$", value);
        Assert.Equal(value, LabelValue.For(name));
        Assert.NotEqual(value, LabelValue.For(name + "a"));
        Assert.Null(LabelSyntax.ValueError(value));
    }

    // 32-bit FNV-1a of "a b" computed by another program, as URL-safe base64.
    [Fact]
    public void For_NameWithASpace_IsFnv1aInBase64() => Assert.Equal("hash_EKP58g_z", LabelValue.For("a b"));
}
