using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Tests.Admission;

public sealed class ClusterRulesTests
{
    private const string Topology = """{"spec":{"topology":{"classRef":{"name":"c"},"version":"v1.31.0"}}}""";

    [Fact]
    public void Default_TopologyVersionWithoutPrefix_GetsIt() => RuleTests.AssertDefaults(
        "Cluster",
        """{"spec":{"topology":{"classRef":{"name":"c"},"version":"1.31.0"}}}""",
        """{"spec":{"topology":{"version":"v1.31.0"}}}""");

    [Theory]
    [InlineData(
        """{"spec":{"infrastructureRef":null,"controlPlaneRef":null}}""",
        "spec: Forbidden: one of spec.controlPlaneRef, spec.infrastructureRef or spec.topology must be set")]
    [InlineData(
        """{"metadata":{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}""",
        "metadata.name: Invalid value: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": must be a valid label value must be no more than 63 bytes")]
    [InlineData(
        """{"spec":{"clusterNetwork":{"pods":{"cidrBlocks":["10.0.0.0/8","10.0.0.0/33"]},"services":{"cidrBlocks":["fd00::/129"]}}}}""",
        "spec.clusterNetwork.pods.cidrBlocks[1]: Invalid value: \"10.0.0.0/33\": invalid CIDR address: 10.0.0.0/33\n"
        + "spec.clusterNetwork.services.cidrBlocks[0]: Invalid value: \"fd00::/129\": invalid CIDR address: fd00::/129")]
    [InlineData("""{"spec":{"clusterNetwork":{"pods":{"cidrBlocks":["10.0.0.1/8","fd00::1/64"]}}}}""", "")]
    public void Create(string patch, string expected) => RuleTests.AssertCreate("Cluster", patch, expected);

    [Theory]
    [InlineData("{}", """{"spec":{"infrastructureRef":null}}""", "spec.infrastructureRef: Forbidden: cannot be removed")]
    [InlineData("{}", """{"spec":{"controlPlaneRef":null}}""", "spec.controlPlaneRef: Forbidden: cannot be removed")]
    [InlineData("{}", """{"spec":{"infrastructureRef":{"name":"other"}}}""", "")]
    [InlineData(Topology, "{}", "spec.topology: Forbidden: cannot be removed from an existing Cluster")]
    [InlineData("{}", Topology, "spec.topology.class: Forbidden: classRef cannot be set on an existing Cluster")]
    public void Update(string old, string now, string expected) => RuleTests.AssertUpdate("Cluster", old, now, expected);

    [Theory]
    [InlineData("""{"version":"v1.31"}""", "version: Invalid value: \"v1.31\": version must be a valid semantic version")]
    [InlineData("""{"controlPlane":{"metadata":{"labels":{"a":"-"}}}}""", $"controlPlane.metadata.labels: Invalid value: \"-\": {Words.LabelValue}")]
    [InlineData(
        """{"workers":{"machineDeployments":[{"class":"w","name":"a"},{"class":"w","name":"a"}],"machinePools":[{"class":"w","name":"b"},{"class":"w","name":"b"}]}}""",
        "workers.machineDeployments[1].name: Invalid value: \"a\": name must be unique. MachineDeployment with name \"a\" is defined more than once\n"
        + "spec.topology.workers.machinePools[1].name: Invalid value: \"b\": name must be unique. MachinePool with name \"b\" is defined more than once")]
    [InlineData(
        """{"workers":{"machineDeployments":[{"class":"w","name":"a","rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":0,"maxUnavailable":0}}}}]}}""",
        "workers.machineDeployments[a].rollout.strategy.rollingUpdate: Invalid value: \"0\": maxUnavailable and maxSurge cannot both be 0")]
    [InlineData(
        """{"workers":{"machineDeployments":[{"class":"w","name":"a","replicas":3,"metadata":{"annotations":{"cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size":"1"}}}]}}""",
        "workers.machineDeployments[a].replicas: Invalid value: 3: cannot be set for cluster \"demo\" in namespace \"default\" if the same "
        + "MachineDeploymentTopology has autoscaler annotations")]
    public void CreateTopology(string topology, string expected) => RuleTests.AssertCreate(
        "Cluster",
        $$"""{"spec":{"topology":{{Merged(topology)}} } }""",
        $"spec.topology.{expected}");

    [Theory]
    [InlineData("0", "value cannot be less than 1")]
    [InlineData("-2", "value cannot be less than 1")]
    [InlineData("many", "could not parse the value of the annotation: strconv.Atoi: parsing \"many\": invalid syntax")]
    public void Create_UpgradeConcurrency(string value, string detail)
    {
        const string Annotation = "topology.cluster.x-k8s.io/upgrade-concurrency";
        RuleTests.AssertCreate(
            "Cluster",
            $$"""{"metadata":{"annotations":{"{{Annotation}}":"{{value}}"} },"spec":{"topology":{"classRef":{"name":"c"},"version":"v1.31.0"} } }""",
            $"metadata.annotations.{Annotation}: Invalid value: \"{value}\": {detail}");
    }

    [Fact]
    public void Create_TopologyWithoutItsGate_IsRefusedAsAWhole() => RuleTests.AssertCreate(
        "Cluster", Topology, "spec.topology: Forbidden: can be set only if the ClusterTopology feature flag is enabled", new AdmissionGates());

    private static string Merged(string topology) => MergePatch.Apply(
        JsonNode.Parse("""{"classRef":{"name":"c"},"version":"v1.31.0"}"""), JsonNode.Parse(topology))!.ToJsonString();
}
