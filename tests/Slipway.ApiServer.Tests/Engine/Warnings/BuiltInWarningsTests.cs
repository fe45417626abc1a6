using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds.Warnings;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Tests.Engine.Warnings;

/// <summary>The warnings are those that kube-apiserver 1.36 gave.</summary>
public sealed class BuiltInWarningsTests
{
    private const string Container = "containers: [{name: c, image: i}]";

    [Theory]
    [InlineData("nodeSelector: {beta.kubernetes.io/os: linux}", "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead")]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: beta.kubernetes.io/os}]}]}}}", "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key: beta.kubernetes.io/os is deprecated since v1.14; use \"kubernetes.io/os\" instead")]
    [InlineData("topologySpreadConstraints: [{topologyKey: x}]", "spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod")]
    [InlineData("hostAliases: [{ip: 1.2.3.4}, {ip: 1.2.3.4}]", "spec.hostAliases[1].ip: duplicate ip \"1.2.3.4\"")]
    [InlineData("imagePullSecrets: [{name: a}, {name: a}, {}]", "spec.imagePullSecrets[1].name: duplicate name \"a\"", "spec.imagePullSecrets[2].name: invalid empty name \"\"")]
    [InlineData("terminationGracePeriodSeconds: -1", "spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1")]
    [InlineData("volumes: [{name: a, gitRepo: {repository: x}}, {name: b, storageos: {}}]", "spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+", "spec.volumes[1].storageOS: deprecated in v1.22, non-functional in v1.25+")]
    [InlineData("initContainers: [{name: a, resources: {requests: {memory: 500m}, limits: {memory: 1500m, cpu: 1m}}}]", "spec.initContainers[0].resources.limits[memory]: fractional byte value \"1500m\" is invalid, must be an integer", "spec.initContainers[0].resources.requests[memory]: fractional byte value \"500m\" is invalid, must be an integer")]
    [InlineData("initContainers: [{name: a, env: [{name: A, value: a}, {name: A, value: $(A)b}, {name: A, value: c}]}]", "spec.initContainers[0].env[2]: hides previous definition of \"A\", which may be dropped when using apply")]
    [InlineData("initContainers: [{name: a, ports: [{containerPort: 1, name: p}, {containerPort: 1, hostPort: 2, name: p}]}]", "spec.initContainers[0].ports[1]: overlapping port definition with spec.initContainers[0].ports[0]", "spec.initContainers[0].ports[1]: duplicate port name \"p\" with spec.initContainers[0].ports[0], services and probes that select ports by name will use spec.initContainers[0].ports[0]")]
    [InlineData("dnsConfig: {nameservers: ['::FFFF:1.2.3.4', '2001:DB8::1', 1.2.3.4]}", "spec.dnsConfig.nameservers[0]: non-standard IP address \"::FFFF:1.2.3.4\" is invalid: use \"1.2.3.4\"", "spec.dnsConfig.nameservers[1]: IPv6 address \"2001:DB8::1\" should be in RFC 5952 canonical format (\"2001:db8::1\")")]
    [InlineData("dnsPolicy: ClusterFirst")]
    public void ANewPod_IsWarnedOf(string spec, params string[] warnings) =>
        Assert.Equal(warnings, Of(new GroupKind("", "Pod"), $"{{metadata: {{name: p}}, spec: {{{spec}, {Container}}}}}"));

    [Theory]
    [InlineData("", "Pod", "{metadata: {name: a.b}, spec: {}}", "metadata.name: this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]")]
    [InlineData("apps", "Deployment", "{metadata: {name: a.b}, spec: {}}", "metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]")]
    [InlineData("apps", "StatefulSet", "{metadata: {name: a}, spec: {revisionHistoryLimit: -1, template: {metadata: {annotations: {scheduler.alpha.kubernetes.io/critical-pod: ''}}}}}", "spec.template.metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]: non-functional in v1.16+; use the \"priorityClassName\" field instead", "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended")]
    [InlineData("batch", "CronJob", "{metadata: {name: a}, spec: {jobTemplate: {spec: {template: {spec: {nodeSelector: {beta.kubernetes.io/arch: x}}}}}}}", "spec.jobTemplate.spec.template.spec.nodeSelector[beta.kubernetes.io/arch]: deprecated since v1.14; use \"kubernetes.io/arch\" instead")]
    [InlineData("", "Service", "{spec: {type: ClusterIP, clusterIP: None, sessionAffinity: ClientIP}}", "spec.SessionAffinity is ignored for headless services")]
    [InlineData("", "Service", "{spec: {externalIPs: [1.2.3.4], trafficDistribution: PreferClose}}", "spec.externalIPs is deprecated and may no longer be implemented in some clusters", "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"")]
    [InlineData("", "Service", "{spec: {loadBalancerIP: 001.2.3.4}}", "spec.loadBalancerIP: non-standard IP address \"001.2.3.4\" is invalid: use \"1.2.3.4\"")]
    [InlineData("", "Service", "{spec: {loadBalancerSourceRanges: [10.0.0.5/8, 010.0.0.0/8]}}", "spec.loadBalancerSourceRanges[0]: CIDR value \"10.0.0.5/8\" is ambiguous in this context (should be \"10.0.0.0/8\" or \"10.0.0.5/32\"?)", "spec.loadBalancerSourceRanges[1]: non-standard CIDR value \"010.0.0.0/8\" is invalid: use \"10.0.0.0/8\"")]
    [InlineData("", "PersistentVolume", "{spec: {persistentVolumeReclaimPolicy: Recycle, glusterfs: {}}}", "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.", "spec.glusterfs: deprecated in v1.25, non-functional in v1.26+")]
    [InlineData("", "PersistentVolumeClaim", "{metadata: {annotations: {volume.beta.kubernetes.io/storage-class: a}}, spec: {resources: {requests: {storage: 1500m}}}}", "metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use \"storageClassName\" attribute instead", "spec.resources.requests[storage]: fractional byte value \"1500m\" is invalid, must be an integer")]
    [InlineData("storage.k8s.io", "StorageClass", "{allowedTopologies: [{matchLabelExpressions: [{key: failure-domain.beta.kubernetes.io/zone}]}]}", "allowedTopologies[0].matchLabelExpressions[0].key: deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead")]
    [InlineData("node.k8s.io", "RuntimeClass", "{scheduling: {nodeSelector: {beta.kubernetes.io/os: x}}}", "scheduling.nodeSelector: deprecated since v1.14; use \"kubernetes.io/os\" instead")]
    [InlineData("discovery.k8s.io", "EndpointSlice", "{addressType: FQDN, endpoints: [{addresses: [a.b]}]}", "spec.addressType: FQDN endpoints are deprecated")]
    [InlineData("", "Node", "{spec: {externalID: x}}", "spec.externalID: this field is deprecated, and is unused by Kubernetes")]
    [InlineData("", "ServiceAccount", "{metadata: {annotations: {kubernetes.io/enforce-mountable-secrets: 'true'}}}", "metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets")]
    [InlineData("", "ConfigMap", "{metadata: {name: a.b}}")]
    public void ANewObject_IsWarnedOf(string group, string kind, string yaml, params string[] warnings) =>
        Assert.Equal(warnings, Of(new GroupKind(group, kind), yaml));

    [Fact]
    public void AnUpdate_WarnsOfATemplateOnlyWhenTheSpecChanges()
    {
        const string Deployment = "{metadata: {name: a, generation: 1}, spec: {template: {spec: {nodeSelector: {beta.kubernetes.io/os: x}}}}}";
        var kind = new GroupKind("apps", "Deployment");

        Assert.Empty(Of(kind, Deployment, Deployment));
        Assert.Single(Of(kind, Deployment.Replace("generation: 1", "generation: 2", StringComparison.Ordinal), Deployment));
    }

    private static List<string> Of(GroupKind kind, string yaml, string? old = null)
    {
        var warnings = new List<string>();
        BuiltInWarnings.Add(kind, (JsonObject)KubeYaml.Parse(yaml)!, (JsonObject?)(old is null ? null : KubeYaml.Parse(old)), warnings);
        return warnings;
    }
}
