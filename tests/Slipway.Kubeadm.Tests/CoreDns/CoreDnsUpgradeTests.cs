using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.CoreDns;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;

namespace Slipway.Kubeadm.Tests.CoreDns;

public sealed class CoreDnsUpgradeTests
{
    private const string Old = ".:53 {\n    health\n    forward . /etc/resolv.conf\n}\n";

    [Fact]
    public void Next_CorefileChanges_PodsReadTheBackupMeanwhile()
    {
        var cluster = new World("registry.k8s.io/coredns:1.6.2", Old);

        Assert.Equal(
            [
                "coredns:1.6.2, volume Corefile, Corefile old, backup old",
                "coredns:1.6.2, volume Corefile-backup, Corefile old, backup old",
                "coredns:1.6.2, volume Corefile-backup, Corefile new, backup old",
                "coredns/coredns:v1.8.0, volume Corefile, Corefile new, backup old",
            ],
            cluster.Upgrade(new Dns { ImageTag = "v1.8.0" }));
        Assert.Contains("max_concurrent 1000", cluster.Present, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_CorefileStays_IsKeptAndTheImageChanges() => Assert.Equal(
        ["coredns/coredns:v1.11.1, volume Corefile, Corefile old, backup old", "coredns/coredns:v1.12.0, volume Corefile, Corefile old, backup old"],
        new World("registry.k8s.io/coredns/coredns:v1.11.1", Old).Upgrade(new Dns { ImageTag = "v1.12.0" }));

    [Fact]
    public void Next_OtherRepository_TakesTheImageFromThere()
    {
        var cluster = new World("registry.k8s.io/coredns/coredns:v1.11.1", Old);

        cluster.Upgrade(new Dns { ImageRepository = "mirror.example/dns/" });

        Assert.Equal("mirror.example/dns/coredns:v1.11.1", cluster.Image);
    }

    [Theory]
    [InlineData("v1.12.0", true)]
    [InlineData("v1.8.0", false)]
    public void NextAddOn_KubeadmsRecord_IsWrittenOfWhatCanBeDone(string tag, bool expected)
    {
        var next = new World("registry.k8s.io/coredns/coredns:v1.11.1", Old).NextAddOn(new Dns { ImageTag = tag });

        Assert.Equal(expected, next is PhaseResult.Do { Effects: [Effect.Patch { Key.Name: "kubeadm-config" }] });
        Assert.Equal(!expected, next is PhaseResult.Fail);
    }

    [Theory]
    [InlineData("v1.8.0", "1.8.0 is older than 1.11.1")]
    [InlineData("v1.99.0", "cannot migrate up to '1.99.0' from '1.11.1'")]
    [InlineData("latest", "names no release")]
    public void Next_NoWayThere_SaysWhyAndHowToLeaveIt(string tag, string why)
    {
        var cluster = new World("registry.k8s.io/coredns/coredns:v1.11.1", Old);

        var fail = Assert.IsType<PhaseResult.Fail>(cluster.Next(new Dns { ImageTag = tag }));

        Assert.StartsWith("spec.kubeadmConfigSpec.clusterConfiguration.dns.imageTag: ", fail.Message, StringComparison.Ordinal);
        Assert.Contains(why, fail.Message, StringComparison.Ordinal);
        Assert.Contains("controlplane.cluster.x-k8s.io/skip-coredns", fail.Message, StringComparison.Ordinal);
        Assert.Single(fail.Events);
    }

    [Fact]
    public void Next_NoTagAsked_LeavesIt() =>
        Assert.Equal(PhaseResult.Completed, new World("registry.k8s.io/coredns/coredns:v1.11.1", Old).Next(new Dns()));

    /// <summary>A cluster's CoreDNS, on which steps are done as they are decided.</summary>
    private sealed class World
    {
        private JsonObject _deployment;
        private JsonObject _map;

        public World(string image, string corefile)
        {
            _deployment = (JsonObject)JsonNode.Parse(
                """
                {"metadata": {"name": "coredns", "namespace": "kube-system", "resourceVersion": "1"}, "spec": {"selector": {}, "template": {"spec": {
                  "containers": [{"name": "coredns", "image": "IMAGE", "args": ["-conf"]}],
                  "volumes": [{"name": "config-volume", "configMap": {"name": "coredns", "items": [{"key": "Corefile", "path": "Corefile"}]}}]}}}}
                """.Replace("IMAGE", image, StringComparison.Ordinal))!;
            _map = new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = "coredns", ["namespace"] = "kube-system", ["resourceVersion"] = "1" },
                ["data"] = new JsonObject { ["Corefile"] = corefile },
            };
        }

        public string Image => (string)_deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;

        public string Present => (string)_map["data"]!["Corefile"]!;

        private string Volume => (string)_deployment["spec"]!["template"]!["spec"]!["volumes"]![0]!["configMap"]!["items"]![0]!["key"]!;

        public PhaseResult Next(Dns dns) => CoreDnsUpgrade.Next(Spec(dns).Spec!, View);

        /// <summary>The next step of all add-ons, kubeadm's record of them with it.</summary>
        public PhaseResult NextAddOn(Dns dns) => UpgradePhases.NextAddOn(
            new ControlPlaneScope { Object = Spec(dns), Cluster = new Observed<Cluster>.Found(Make.Cluster()), Now = Make.Now },
            View with { KubeadmConfig = new Observed<V1ConfigMap>.Found(new V1ConfigMap
            {
                Metadata = new V1ObjectMeta(), Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["ClusterConfiguration"] = "dns: {}\n" },
            }) });

        private static KubeadmControlPlane Spec(Dns dns) =>
            Make.ControlPlane(config: new KubeadmConfigSpec { ClusterConfiguration = new ClusterConfiguration { Dns = dns } });

        private UpgradeView View => new()
        {
            CoreDns = new Observed<V1Deployment>.Found(_deployment.Deserialize(BuiltInTypes.Deployment.Json)!),
            CoreDnsConfig = new Observed<V1ConfigMap>.Found(_map.Deserialize(BuiltInTypes.ConfigMap.Json)!),
        };

        public IReadOnlyList<string> Upgrade(Dns dns)
        {
            var trace = new List<string>();
            while (Next(dns) is PhaseResult.Do { Effects: [Effect.Patch patch] } && trace.Count < 10)
            {
                ref var target = ref patch.Type == BuiltInTypes.ConfigMap ? ref _map : ref _deployment;
                target = (JsonObject)MergePatch.Apply(target, patch.Body)!;
                trace.Add($"{Image[(Image.IndexOf('/', StringComparison.Ordinal) + 1)..]}, volume {Volume}, Corefile {Age(Present)}, backup {Age((string?)_map["data"]!["Corefile-backup"])}");
            }

            return trace;
        }

        private static string Age(string? corefile) => corefile is null ? "none" : corefile == Old ? "old" : "new";
    }
}
