using k8s.Models;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class KubeadmPermissionsTests
{
    private const string Kubelets = "ClusterRoleBinding kubeadm:apiserver-kubelet-client";

    [Theory]
    [InlineData("v1.17.5", "Role kubeadm:kubelet-config-1.17, RoleBinding kubeadm:kubelet-config-1.17, " + Kubelets)]
    [InlineData(
        "v1.18.0",
        "Role kubeadm:kubelet-config-1.18, RoleBinding kubeadm:kubelet-config-1.18, ClusterRole kubeadm:get-nodes, ClusterRoleBinding kubeadm:get-nodes, " + Kubelets)]
    [InlineData("v1.23.9", "Role kubeadm:kubelet-config-1.23, RoleBinding kubeadm:kubelet-config-1.23, " + Kubelets)]
    [InlineData("v1.24.0", "Role kubeadm:kubelet-config, RoleBinding kubeadm:kubelet-config, " + Kubelets)]
    [InlineData("v1.28.0", Kubelets)]
    [InlineData("v1.29.3", "ClusterRoleBinding kubeadm:cluster-admins, " + Kubelets)]
    [InlineData("v1.31.0", Kubelets)]
    [InlineData("v1.38.0", "")]
    public void For_Version_IsWhatItsKubeadmGrants(string version, string expected) =>
        Assert.Equal(expected, string.Join(", ", KubeadmPermissions.For(Parse(version)).Select(w => $"{w.Type.Kind.Kind} {w.Key.Name}")));

    [Fact]
    public void For_KubeletConfig_LetsNodesAndJoiningMachinesReadThatOne()
    {
        var wanted = KubeadmPermissions.For(Parse("v1.20.0"));

        Assert.Equal("kubelet-config-1.20", (string?)wanted[0].Body["rules"]![0]!["resourceNames"]![0]);
        Assert.Equal(
            ["system:nodes", "system:bootstrappers:kubeadm:default-node-token"],
            wanted[1].Body["subjects"]!.AsArray().Select(s => (string)s!["name"]!));
    }

    [Theory]
    [InlineData("v1.18.0", "kubelet-config-1.18", "kubelet-config-1.17", "a: b\n")]
    [InlineData("v1.21.0", "kubelet-config-1.21", "kubelet-config-1.20", "a: b\ncgroupDriver: systemd\n")]
    [InlineData("v1.24.1", "kubelet-config", "kubelet-config-1.23", "a: b\ncgroupDriver: systemd\n")]
    [InlineData("v1.25.0", "kubelet-config", null, null)]
    public void KubeletConfig_OfAVersion_IsMadeFromTheOneBefore(string version, string name, string? source, string? kubelet)
    {
        Assert.Equal(name, KubeletConfigMap.NameFor(Parse(version)));
        Assert.Equal(source, KubeletConfigMap.SourceFor(Parse(version)));
        if (kubelet is not null)
        {
            var former = new V1ConfigMap { Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubelet"] = "a: b\n" } };
            Assert.Equal(kubelet, (string?)KubeletConfigMap.From(former, Parse(version)).Body["data"]!["kubelet"]);
        }
    }

    [Fact]
    public void KubeletConfig_WithADriver_KeepsIt()
    {
        var former = new V1ConfigMap { Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["kubelet"] = "cgroupDriver: cgroupfs\n" } };

        Assert.Equal("cgroupDriver: cgroupfs\n", (string?)KubeletConfigMap.From(former, Parse("v1.22.0")).Body["data"]!["kubelet"]);
    }

    private static KubernetesVersion Parse(string text) => KubernetesVersion.TryParse(text, out var version) ? version : throw new FormatException(text);
}
