using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.ControlPlane.Phases;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Testing.Clients;

namespace Slipway.Kubeadm.Tests.CoreDns;

/// <summary>kubeadm's record of CoreDNS is brought up to date with CoreDNS, and not before.</summary>
public sealed class CoreDnsRecordTests
{
    [Theory]
    [InlineData("v1.11.1", null)]
    [InlineData("v1.12.0", "kubeadm-config")]
    public async Task Observe_OnlyAnUpgradeThatIsDue_ReadsAndWritesTheRecord(string wanted, string? written)
    {
        var config = new KubeadmConfigSpec { ClusterConfiguration = new() { Dns = new Dns { ImageTag = wanted } } };
        var scope = Make.Scope(Make.Machine("a")) with { Object = Make.ControlPlane(1, config: config) };

        var view = await new UpgradeObserver().ObserveAsync(scope, new Workload(), TestContext.Current.CancellationToken);

        var effects = (UpgradePhases.NextAddOn(scope, view!) as PhaseResult.Do)?.Effects;
        Assert.Equal(written, (effects?.First() as Effect.Patch)?.Key.Name);
    }

    /// <summary>A cluster with CoreDNS 1.11.1 whose kubeadm knows nothing of that.</summary>
    private sealed class Workload : IWorkloadCluster
    {
        private static readonly SeenObjects Objects = new(
            (BuiltInTypes.Deployment, Of("apps/v1", "Deployment", "coredns", "spec", """
                {"selector": {}, "template": {"spec": {
                  "containers": [{"name": "coredns", "image": "registry.k8s.io/coredns/coredns:v1.11.1"}],
                  "volumes": [
                    {"name": "config-volume", "configMap": {"name": "coredns", "items": [{"key": "Corefile", "path": "Corefile"}]}}]}}}
                """)),
            (BuiltInTypes.ConfigMap, Of("v1", "ConfigMap", "coredns", "data", """{"Corefile": ".:53 {\n    health\n}\n"}""")),
            (BuiltInTypes.ConfigMap, Of("v1", "ConfigMap", "kubeadm-config", "data", """{"ClusterConfiguration": "dns: {}\n"}""")));

        public IKubeClient Client => Objects;

        public IObjectReader Cache => Objects;

        private static KubeObject Of(string apiVersion, string kind, string name, string field, string value) =>
            KubeObject.From(new JsonObject
            {
                ["apiVersion"] = apiVersion,
                ["kind"] = kind,
                ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "kube-system", ["resourceVersion"] = "1" },
                [field] = JsonNode.Parse(value),
            });
    }
}
