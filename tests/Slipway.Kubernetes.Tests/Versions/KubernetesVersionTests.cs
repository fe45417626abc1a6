using Slipway.Kubernetes.Versions;

namespace Slipway.Kubernetes.Tests.Versions;

public sealed class KubernetesVersionTests
{
    [Theory]
    [InlineData("v1.31.0", "v1.31.1")]
    [InlineData("v1.31.0-rc.1", "v1.31.0")]
    [InlineData("v1.31.0-rc.2", "v1.31.0-rc.10")]
    [InlineData("v1.31.0-alpha.1", "v1.31.0-beta.0")]
    [InlineData("v1.9.0", "v1.10.0")]
    public void Compare_Versions_OrdersAsSemanticVersioning(string lower, string higher)
    {
        Assert.True(KubernetesVersion.TryParse(lower, out var low));
        Assert.True(KubernetesVersion.TryParse(higher, out var high));

        Assert.True(low < high);
        Assert.True(high >= low);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1.31")]
    [InlineData("latest")]
    [InlineData("v1.31.x")]
    [InlineData("v1.31.0.1")]
    [InlineData("v1.31.0-rc 1")]
    [InlineData("v1.31.99999999999")]
    [InlineData(null)]
    public void TryParse_NoVersion_IsFalse(string? text) => Assert.False(KubernetesVersion.TryParse(text, out _));

    [Theory]
    [InlineData("v1.31.0", "v1.31.0")]
    [InlineData("1.31.0", "v1.31.0")]
    [InlineData("v1.31.0-rc.1", "v1.31.0-rc.1")]
    [InlineData("v1.31.0+k3s-1", "v1.31.0+k3s-1")]
    [InlineData("v1.31.0-rc.1+k3s1", "v1.31.0-rc.1+k3s1")]
    public void ToString_OfAVersion_IsWhatWasReadWithTheV(string text, string whole)
    {
        Assert.True(KubernetesVersion.TryParse(text, out var version));
        Assert.Equal(whole, version.ToString());
    }

    [Theory]
    [InlineData("1.31", "v1.31.0")]
    [InlineData("v1.31.4", "v1.31.0")]
    [InlineData("v1.31-rc.1", "v1.31.0")]
    [InlineData("v1", null)]
    [InlineData("v1.x.0", null)]
    [InlineData("latest", null)]
    [InlineData(null, null)]
    public void TryParseMinor_Text_IsTheMinorReleaseItNames(string? text, string? minor) =>
        Assert.Equal(minor, KubernetesVersion.TryParseMinor(text, out var version) ? version.ToString() : null);
}
