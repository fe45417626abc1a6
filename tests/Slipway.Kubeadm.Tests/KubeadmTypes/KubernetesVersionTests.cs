using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Versions;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

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
    public void TryParse_NoVersion_IsFalse(string text) => Assert.False(KubernetesVersion.TryParse(text, out _));

    [Theory]
    [InlineData("v1.21.9", null)]
    [InlineData("v1.22.0", "V1Beta3")]
    [InlineData("v1.30.14", "V1Beta3")]
    [InlineData("v1.31.0-alpha.1", "V1Beta4")]
    [InlineData("v1.36.0+build", "V1Beta4")]
    public void KubeadmApi_OfAVersion_IsTheNewestItReads(string version, string? api)
    {
        Assert.True(KubernetesVersion.TryParse(version, out var parsed));
        Assert.Equal(api, KubeadmApis.For(parsed)?.ToString());
    }
}
