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

            """,
            KubeadmConfigMap.Update(Present, KubeadmApi.V1Beta4, spec, Make.Facts));
    }

    [Fact]
    public void Update_Twice_HasNothingLeft()
    {
        var updated = KubeadmConfigMap.Update(Present, KubeadmApi.V1Beta4, null, Make.Facts);

        Assert.NotNull(updated);
        Assert.Null(KubeadmConfigMap.Update(updated, KubeadmApi.V1Beta4, null, Make.Facts));
    }

    [Theory]
    [InlineData("registry.k8s.io/kube-proxy:v1.30.0", "v1.31.0", "registry.k8s.io/kube-proxy:v1.31.0")]
    [InlineData("localhost:5000/kube-proxy", "v1.31.0", "localhost:5000/kube-proxy:v1.31.0")]
    [InlineData("r/kube-proxy:v1@sha256:00", "v1.31.0", "r/kube-proxy:v1.31.0")]
    public void Image_WithTag_KeepsItsName(string image, string tag, string expected) => Assert.Equal(expected, AddOnImages.WithTag(image, tag));
}
