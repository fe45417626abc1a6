using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

public sealed class KubeadmApisTests
{
    [Theory]
    [InlineData("v1.16.15", null)]
    [InlineData("v1.17.0", "V1Beta2")]
    [InlineData("v1.21.9", "V1Beta2")]
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
