using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.KubeadmTypes;

namespace Slipway.Kubeadm.Tests.Support;

/// <summary>kubeadm's part of a KubeadmConfig in which everything is set that a version can say.</summary>
internal static class WholeSpec
{
    private static readonly List<Arg> Verbose = [new Arg { Name = "v", Value = "2" }];

    public static KubeadmConfigSpec For(KubeadmApi api, bool p384 = false)
    {
        var newest = api == KubeadmApi.V1Beta4;
        return new KubeadmConfigSpec
        {
            ClusterConfiguration = Cluster(newest, p384),
            InitConfiguration = new InitConfiguration
            {
                BootstrapTokens =
                [
                    new BootstrapToken
                    {
                        Token = "abcdef.0123456789abcdef", Description = "by hand", TtlSeconds = 3600,
                        Groups = ["system:bootstrappers:kubeadm:default-node-token"], Usages = ["signing", "authentication"],
                    },
                ],
                LocalAPIEndpoint = new LocalApiEndpoint { AdvertiseAddress = "10.1.2.3", BindPort = 6443 },
                NodeRegistration = Node(api),
                SkipPhases = api == KubeadmApi.V1Beta2 ? null : ["addon/kube-proxy"],
                Patches = api == KubeadmApi.V1Beta2 ? null : new Patches { Directory = "/etc/kubernetes/patches" },
                Timeouts = Patience(newest),
            },
            JoinConfiguration = new JoinConfiguration
            {
                CaCertPath = "/etc/kubernetes/pki/ca.crt",
                Discovery = new Discovery
                {
                    BootstrapToken = new BootstrapTokenDiscovery
                    {
                        Token = "abcdef.0123456789abcdef", ApiServerEndpoint = "10.0.0.1:6443", CaCertHashes = [$"sha256:{new string('0', 64)}"],
                        UnsafeSkipCAVerification = false,
                    },
                    TlsBootstrapToken = "abcdef.0123456789abcdef",
                },
                NodeRegistration = Node(api),
                SkipPhases = api == KubeadmApi.V1Beta2 ? null : ["preflight"],
                Patches = api == KubeadmApi.V1Beta2 ? null : new Patches { Directory = "/etc/kubernetes/patches" },
                Timeouts = Patience(newest),
            },
        };
    }

    private static ClusterConfiguration Cluster(bool newest, bool p384) => new()
    {
        ApiServer = new()
        {
            CertSANs = ["api.example.com", "10.0.0.9"], ExtraArgs = Verbose, ExtraEnvs = Envs(newest), ExtraVolumes = Volumes(),
        },
        ControllerManager = new ControlPlaneComponent { ExtraArgs = Verbose, ExtraEnvs = Envs(newest), ExtraVolumes = Volumes() },
        Scheduler = new ControlPlaneComponent { ExtraArgs = Verbose, ExtraEnvs = Envs(newest), ExtraVolumes = Volumes() },
        Etcd = new()
        {
            Local = new LocalEtcd
            {
                DataDir = "/var/lib/etcd", ImageRepository = "registry.example.com", ImageTag = "3.6.5-0", PeerCertSANs = ["peer.example.com"],
                ServerCertSANs = ["etcd.example.com"], ExtraArgs = [new Arg { Name = "quota-backend-bytes", Value = "8589934592" }],
                ExtraEnvs = Envs(newest),
            },
        },
        Dns = new Dns { ImageRepository = "registry.example.com/coredns", ImageTag = "v1.12.1" },
        CertificatesDir = "/etc/kubernetes/pki",
        ImageRepository = "registry.example.com",
        FeatureGates = new Dictionary<string, bool>(StringComparer.Ordinal) { ["RootlessControlPlane"] = false },
        EncryptionAlgorithm = p384 ? KeyAlgorithm.EcdsaP384 : newest ? KeyAlgorithm.Rsa4096 : KeyAlgorithm.Rsa2048,
        CertificateValidityPeriodDays = newest ? 90 : 365,
        CaCertificateValidityPeriodDays = 1825,
    };

    private static NodeRegistrationOptions Node(KubeadmApi api) => new()
    {
        Name = "machine-0", CriSocket = "unix:///run/containerd/containerd.sock", IgnorePreflightErrors = ["Swap", "NumCPU"],
        ImagePullPolicy = api == KubeadmApi.V1Beta2 ? PullPolicy.IfNotPresent : PullPolicy.Never,
        ImagePullSerial = api != KubeadmApi.V1Beta4,
        KubeletExtraArgs = [new Arg { Name = "node-labels", Value = "tier=a" }],
        Taints = [new Taint { Key = "dedicated", Value = "db", Effect = "NoSchedule" }],
    };

    private static Timeouts Patience(bool newest) => newest
        ? new Timeouts
        {
            ControlPlaneComponentHealthCheckSeconds = 600, KubeletHealthCheckSeconds = 601, KubernetesAPICallSeconds = 62,
            EtcdAPICallSeconds = 123, TlsBootstrapSeconds = 304, DiscoverySeconds = 305,
        }
        : new Timeouts { ControlPlaneComponentHealthCheckSeconds = 600, TlsBootstrapSeconds = 300, DiscoverySeconds = 300 };

    private static List<EnvVar>? Envs(bool newest) => newest ? [new EnvVar { Name = "HTTPS_PROXY", Value = "http://proxy:3128" }] : null;

    private static List<HostPathMount> Volumes() =>
        [new HostPathMount { Name = "extra", HostPath = "/etc/extra", MountPath = "/etc/extra", ReadOnly = true, PathType = "DirectoryOrCreate" }];
}
