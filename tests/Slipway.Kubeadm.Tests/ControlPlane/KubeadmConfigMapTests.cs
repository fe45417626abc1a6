using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.ControlPlane;

public sealed class KubeadmConfigMapTests
{
    private const string Present =
        """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        clusterName: demo
        kubernetesVersion: v1.30.0
        certificatesDir: /etc/kubernetes/pki
        etcd:
          local:
            dataDir: /var/lib/etcd
        networking:
          podSubnet: 10.0.0.0/8
        apiServer:
          extraArgs:
            v: "2"

        """;

    [Fact]
    public void Update_OtherVersion_ChangesWhatFollowsItAndKeepsTheRest()
    {
        var spec = new KubeadmConfigSpec
        {
            ClusterConfiguration = new ClusterConfiguration { ApiServer = new() { ExtraArgs = [new Arg { Name = "v", Value = "3" }] } },
        };

        Assert.Equal(
            """
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            clusterName: demo
            kubernetesVersion: v1.31.0
            certificatesDir: /etc/kubernetes/pki
            etcd:
              local:
                dataDir: /var/lib/etcd
            networking:
              podSubnet: 10.0.0.0/8
            apiServer:
              extraArgs:
              - name: v
                value: "3"
            featureGates:
              ControlPlaneKubeletLocalMode: true

            """,
            KubeadmConfigMap.Update(Present, KubeadmApi.V1Beta4, spec, Make.Facts));
    }

    [Fact]
    public void Update_ControlPlaneSaysNothingOfTheCluster_KeepsKubeadmsOwnSettings()
    {
        var present = Present.Replace("    dataDir: /var/lib/etcd", "    dataDir: /var/lib/etcd\n    imageTag: 3.5.9", StringComparison.Ordinal)
            + "  timeoutForControlPlane: 4m0s\ncontrollerManager:\n  extraArgs:\n    bind-address: 0.0.0.0\nfeatureGates:\n  PublicKeysECDSA: true\n";

        Assert.Equal(
            """
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            clusterName: demo
            kubernetesVersion: v1.31.0
            certificatesDir: /etc/kubernetes/pki
            etcd:
              local:
                dataDir: /var/lib/etcd
                imageTag: 3.5.9
            networking:
              podSubnet: 10.0.0.0/8
            apiServer:
              extraArgs:
              - name: v
                value: "2"
            controllerManager:
              extraArgs:
              - name: bind-address
                value: 0.0.0.0
            featureGates:
              PublicKeysECDSA: true
              ControlPlaneKubeletLocalMode: true

            """,
            KubeadmConfigMap.Update(present, KubeadmApi.V1Beta4, new KubeadmConfigSpec(), Make.Facts));
    }

    [Fact]
    public void Update_Twice_HasNothingLeft()
    {
        var updated = KubeadmConfigMap.Update(Present, KubeadmApi.V1Beta4, null, Make.Facts);

        Assert.NotNull(updated);
        Assert.Null(KubeadmConfigMap.Update(updated, KubeadmApi.V1Beta4, null, Make.Facts));
    }

    [Theory]
    [InlineData("v1.30.0", false)]
    [InlineData("v1.31.0", true)]
    [InlineData("v1.35.2", true)]
    [InlineData("v1.36.0", false)]
    public void Update_LocalModeGate_IsThereWhereKubeadmKnowsItAndNeedsIt(string version, bool expected)
    {
        var present = $"{Present}featureGates:\n  ControlPlaneKubeletLocalMode: true\nkubernetesVersion: v1.0.0\n".Replace("kubernetesVersion: v1.30.0\n", "", StringComparison.Ordinal);
        var updated = KubeadmConfigMap.Update(present, KubeadmApi.V1Beta4, null, Make.Facts with { KubernetesVersion = version });

        Assert.Equal(expected, updated!.Contains("ControlPlaneKubeletLocalMode", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("r.example", null, "r.example")]
    [InlineData("r.example", "s.example", "s.example")]
    [InlineData("k8s.gcr.io", null, "registry.k8s.io")]
    public void Update_ImageRepository_StaysUnlessAskedForOrGone(string present, string? asked, string expected)
    {
        var spec = new KubeadmConfigSpec { ClusterConfiguration = new ClusterConfiguration { ImageRepository = asked } };

        var updated = KubeadmConfigMap.Update($"{Present}imageRepository: {present}\n", KubeadmApi.V1Beta4, spec, Make.Facts);

        Assert.Contains($"imageRepository: {expected}\n", updated, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_FromTheOldestApi_DropsWhatTheNewerDoesNotKnow()
    {
        var present = Present.Replace("v1beta3", "v1beta2", StringComparison.Ordinal) + "useHyperKubeImage: false\ndns:\n  type: CoreDNS\n  imageTag: v1.8.0\n";

        var updated = KubeadmConfigMap.Update(present, KubeadmApi.V1Beta3, null, Make.Facts with { KubernetesVersion = "v1.22.0" });

        Assert.DoesNotContain("useHyperKubeImage", updated, StringComparison.Ordinal);
        Assert.Contains("dns:\n  imageTag: v1.8.0\n", updated, StringComparison.Ordinal);
    }
}
