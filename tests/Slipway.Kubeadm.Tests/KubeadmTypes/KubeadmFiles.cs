using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

/// <summary>The files that kubeadm is given, for each verb.</summary>
internal static class KubeadmFiles
{
    public static ClusterFacts Facts(KubernetesVersion version) =>
        new("demo", version.ToString(), "10.0.0.1:6443", "10.128.0.0/12,fd00:10::/108", "192.168.0.0/16", "cluster.local");

    public static string Init(KubeadmApi api, ClusterFacts facts, KubeadmConfigSpec spec) =>
        $"---\n{KubeYaml.Emit(ClusterConfigurationDocument.Build(api, spec.ClusterConfiguration, facts, spec.InitConfiguration?.Timeouts))}"
        + $"---\n{KubeYaml.Emit(InitConfigurationDocument.Build(api, spec.InitConfiguration))}";

    public static string JoinWorker(KubeadmApi api, KubeadmConfigSpec spec) =>
        $"---\n{KubeYaml.Emit(JoinConfigurationDocument.Build(api, spec.JoinConfiguration!))}";

    public static string JoinControlPlane(KubeadmApi api, KubeadmConfigSpec spec)
    {
        var join = KubeadmSpecs.Copy(spec.JoinConfiguration!);
        join.ControlPlane = new JoinControlPlane { LocalAPIEndpoint = new LocalApiEndpoint { AdvertiseAddress = "10.1.2.4", BindPort = 6443 } };
        return $"---\n{KubeYaml.Emit(JoinConfigurationDocument.Build(api, join))}";
    }
}
