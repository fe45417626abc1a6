using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

public sealed class KubeadmDocumentTests
{
    private static readonly ClusterConfiguration Configuration = new()
    {
        ApiServer = new() { CertSANs = ["localhost"], ExtraArgs = [new Arg { Name = "v", Value = "2" }] },
        CertificateValidityPeriodDays = 30,
        EncryptionAlgorithm = "ECDSA-P256",
        FeatureGates = new Dictionary<string, bool>(StringComparer.Ordinal) { ["B"] = false, ["A"] = true },
        Etcd = new() { Local = new LocalEtcd { DataDir = "/data", ExtraArgs = [new Arg { Name = "quota-backend-bytes", Value = "1" }] } },
    };

    private static readonly Timeouts Patience = new() { ControlPlaneComponentHealthCheckSeconds = 240, DiscoverySeconds = 90 };

    [Fact]
    public void ClusterConfiguration_V1Beta4_IsThis() => Assert.Equal(
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        clusterName: demo
        kubernetesVersion: v1.31.0
        controlPlaneEndpoint: 10.0.0.1:6443
        networking:
          serviceSubnet: 10.128.0.0/12
          podSubnet: 192.168.0.0/16
          dnsDomain: cluster.local
        etcd:
          local:
            dataDir: /data
            extraArgs:
            - name: quota-backend-bytes
              value: "1"
        apiServer:
          extraArgs:
          - name: v
            value: "2"
          certSANs:
          - localhost
        featureGates:
          A: true
          B: false
        encryptionAlgorithm: ECDSA-P256
        certificateValidityPeriod: 720h0m0s

        """,
        KubeYaml.Emit(ClusterConfigurationDocument.Build(KubeadmApi.V1Beta4, Configuration, Make.Facts, Patience)));

    [Fact]
    public void ClusterConfiguration_V1Beta3_HasMapsAndTheOldTimeout() => Assert.Equal(
        """
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        clusterName: demo
        kubernetesVersion: v1.31.0
        controlPlaneEndpoint: 10.0.0.1:6443
        networking:
          serviceSubnet: 10.128.0.0/12
          podSubnet: 192.168.0.0/16
          dnsDomain: cluster.local
        etcd:
          local:
            dataDir: /data
            extraArgs:
              quota-backend-bytes: "1"
        apiServer:
          extraArgs:
            v: "2"
          certSANs:
          - localhost
          timeoutForControlPlane: 4m0s
        featureGates:
          A: true
          B: false
          PublicKeysECDSA: true

        """,
        KubeYaml.Emit(ClusterConfigurationDocument.Build(KubeadmApi.V1Beta3, Configuration, Make.Facts, Patience)));

    [Theory]
    [InlineData("V1Beta3", "discovery", """{"bootstrapToken":{"token":"abcdef.0123456789abcdef","apiServerEndpoint":"a:1","caCertHashes":["sha256:00"]},"timeout":"1m30s"}""")]
    [InlineData("V1Beta4", "discovery", """{"bootstrapToken":{"token":"abcdef.0123456789abcdef","apiServerEndpoint":"a:1","caCertHashes":["sha256:00"]}}""")]
    [InlineData("V1Beta4", "timeouts", """{"controlPlaneComponentHealthCheck":"4m0s","discovery":"1m30s"}""")]
    [InlineData("V1Beta3", "timeouts", "null")]
    [InlineData("V1Beta4", "controlPlane", "null")]
    [InlineData("V1Beta4", "nodeRegistration", """{"kubeletExtraArgs":[{"name":"node-labels","value":"tier=worker"}],"taints":[{"effect":"NoSchedule","key":"node.cluster.x-k8s.io/uninitialized"}]}""")]
    public void JoinConfiguration_OfAWorker_HasField(string api, string field, string json)
    {
        var spec = new JoinConfiguration
        {
            Discovery = new Discovery
            {
                BootstrapToken = new BootstrapTokenDiscovery { Token = "abcdef.0123456789abcdef", ApiServerEndpoint = "a:1", CaCertHashes = ["sha256:00"] },
            },
            Timeouts = Patience,
            NodeRegistration = new NodeRegistrationOptions { KubeletExtraArgs = [new Arg { Name = "node-labels", Value = "tier=worker" }] },
        };

        var document = JoinConfigurationDocument.Build(Enum.Parse<KubeadmApi>(api), spec);

        Assert.Equal(json, document[field]?.ToJsonString() ?? "null");
    }

    [Fact]
    public void JoinConfiguration_OfAControlPlane_SaysSoAndKeepsKubeadmsTaints()
    {
        var document = JoinConfigurationDocument.Build(KubeadmApi.V1Beta4, new JoinConfiguration { ControlPlane = new JoinControlPlane() });

        Assert.Equal("""{"apiVersion":"kubeadm.k8s.io/v1beta4","kind":"JoinConfiguration","controlPlane":{}}""", document.ToJsonString());
    }

    [Fact]
    public void InitConfiguration_EmptyTaints_StayEmpty()
    {
        var document = InitConfigurationDocument.Build(
            KubeadmApi.V1Beta4, new InitConfiguration { NodeRegistration = new NodeRegistrationOptions { Taints = [] } });

        Assert.Equal("""{"taints":[]}""", document["nodeRegistration"]!.ToJsonString());
    }

    [Theory]
    [InlineData("v1.31.0", "v1.31.0")]
    [InlineData("v1.31.0-rc.1+vendor.2", "v1.31.0-rc.1+vendor.2")] // whose images have tags of their own: v1.31.0-rc.1_vendor.2
    public void Facts_VersionOfABuild_IsTheMachines(string machine, string expected)
    {
        Assert.True(KubernetesVersion.TryParse(machine, out var version));

        Assert.Equal(expected, ClusterFactsReader.Of(Make.Cluster(), version).KubernetesVersion);
    }

    [Theory]
    [InlineData("NoSchedule", 1)]
    [InlineData("NoExecute", 2)]
    public void JoinConfiguration_UninitializedTaint_CountsWithItsEffect(string effect, int taints)
    {
        var spec = new JoinConfiguration
        {
            NodeRegistration = new NodeRegistrationOptions { Taints = [new Taint { Key = NodeFields.Uninitialized.Key, Effect = effect }] },
        };

        Assert.Equal(taints, JoinConfigurationDocument.Build(KubeadmApi.V1Beta4, spec)["nodeRegistration"]!["taints"]!.AsArray().Count);
    }
}
