using k8s.Models;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

/// <summary>What kubeadm up to 1.21 remembers of API servers.</summary>
public sealed class KubeadmEndpointsTests
{
    private const string Both = """
        apiEndpoints:
          a:
            advertiseAddress: 10.0.0.1
            bindPort: 6443
          b.example:
            advertiseAddress: 10.0.0.2
            bindPort: 6443
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: ClusterStatus
        """;

    [Theory]
    [InlineData("v1.17.3", true)]
    [InlineData("v1.21.14", true)]
    [InlineData("v1.22.0", false)]
    [InlineData("v1.22.0-alpha.0.734+ba502ee555924a", false)]
    [InlineData("v1.36.0", false)]
    public void AreKept_UpTo121(string version, bool expected) => Assert.Equal(expected, KubeadmEndpoints.AreKept(Make.ControlPlane(version: version)));

    [Fact]
    public void Without_OneThatLeaves_KeepsTheOthers()
    {
        var patch = KubeadmEndpoints.Without(Map(Both), "b.example")!;

        Assert.Equal("7", (string?)patch.Body["metadata"]!["resourceVersion"]);
        Assert.Equal(
            "apiEndpoints:\n  a:\n    advertiseAddress: 10.0.0.1\n    bindPort: 6443\napiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterStatus\n",
            (string?)patch.Body["data"]!["ClusterStatus"]);
    }

    [Theory]
    [InlineData("c", Both)]
    [InlineData("a", null)]
    [InlineData("a", "")]
    [InlineData("a", "apiEndpoints: {}")]
    [InlineData("a", "[]")]
    public void Without_NothingToTakeOut_ChangesNothing(string node, string? status) => Assert.Null(KubeadmEndpoints.Without(Map(status), node));

    private static V1ConfigMap Map(string? status) => new()
    {
        Metadata = new V1ObjectMeta { Name = "kubeadm-config", NamespaceProperty = "kube-system", ResourceVersion = "7" },
        Data = status is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["ClusterStatus"] = status, ["ClusterConfiguration"] = "x" },
    };
}
