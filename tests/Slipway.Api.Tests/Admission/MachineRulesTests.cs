using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

public sealed class MachineRulesTests
{
    private const string Taint = """{"key":"a","effect":"NoSchedule","propagation":"Always"}""";

    [Theory]
    [InlineData(
        """{"spec":{"version":"1.31.0"}}""",
        """{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"version":"v1.31.0","deletion":{"nodeDeletionTimeoutSeconds":10}}}""")]
    [InlineData(
        """{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"x"}},"spec":{"deletion":{"nodeDeletionTimeoutSeconds":0,"nodeDrainTimeoutSeconds":5}}}""",
        """{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}}""")]
    public void Default(string given, string added) => RuleTests.AssertDefaults("Machine", given, added);

    [Theory]
    [InlineData(
        """{"spec":{"bootstrap":{"configRef":null}}}""",
        "spec.bootstrap: Required value: expected either spec.bootstrap.dataSecretName or spec.bootstrap.configRef to be populated")]
    [InlineData("""{"spec":{"bootstrap":{"configRef":null,"dataSecretName":""}}}""", "")]
    [InlineData("""{"metadata":{"labels":{"cluster.x-k8s.io/pool-name":"p"}},"spec":{"bootstrap":{"configRef":null}}}""", "")]
    [InlineData(
        """{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"MachinePool","name":"p","uid":"1"}]},"spec":{"bootstrap":{"configRef":null}}}""",
        "")]
    [InlineData(
        """{"spec":{"version":"1.31"}}""",
        "spec.version: Invalid value: \"1.31\": must start with v\nspec.version: Invalid value: \"1.31\": must be a valid semantic version")]
    [InlineData("""{"spec":{"version":"v1.31.0\n"}}""", "spec.version: Invalid value: \"v1.31.0\\n\": must be a valid semantic version")]
    [InlineData("""{"spec":{"version":"v01.31.0"}}""", "spec.version: Invalid value: \"v01.31.0\": must be a valid semantic version")]
    [InlineData("""{"spec":{"version":"v1.31.0-rc.01"}}""", "spec.version: Invalid value: \"v1.31.0-rc.01\": must be a valid semantic version")]
    [InlineData("""{"spec":{"version":"v1.31.0-rc.1+vendor.2"}}""", "")]
    public void Create(string patch, string expected) => RuleTests.AssertCreate("Machine", patch, expected);

    [Theory]
    [InlineData("node-role.kubernetes.io/control-plane", "taint is not allowed for worker Machines")]
    [InlineData("node-role.kubernetes.io/master", "taint is deprecated since 1.24 and should not be used anymore")]
    [InlineData("node.cluster.x-k8s.io/uninitialized", "taint key is not allowed")]
    [InlineData("node.cluster.x-k8s.io/outdated-revision", "taint key is not allowed")]
    [InlineData("node.cloudprovider.kubernetes.io/x", "taint key must not have the prefix node.cloudprovider.kubernetes.io/")]
    [InlineData(
        "node.kubernetes.io/not-ready", "taint key must not have the prefix node.kubernetes.io/, except for node.kubernetes.io/out-of-service")]
    [InlineData("a b", Words.LabelKey)]
    [InlineData("node.kubernetes.io/out-of-service", null)]
    public void Create_Taint(string key, string? detail) => RuleTests.AssertCreate(
        "Machine",
        $$"""{"spec":{"taints":[{"key":"{{key}}","effect":"NoSchedule","propagation":"Always"}]} }""",
        detail is null ? "" : $"spec.taints[0].key: Invalid value: \"{key}\": {detail}");

    [Fact]
    public void Create_ControlPlaneWithItsTaint_IsAllowed() => RuleTests.AssertCreate(
        "Machine",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/control-plane":""}},
        "spec":{"taints":[{"key":"node-role.kubernetes.io/control-plane","effect":"NoSchedule","propagation":"Always"}]}}
        """,
        "");

    [Fact]
    public void Create_TaintWithoutTheGate_IsRefused() => RuleTests.AssertCreate(
        "Machine",
        $$"""{"spec":{"taints":[{{Taint}}]} }""",
        "spec.taints: Forbidden: taints are not allowed to be set when the feature gate MachineTaintPropagation is disabled",
        new AdmissionGates());

    [Fact]
    public void Update_OtherCluster_IsRefused() =>
        RuleTests.AssertUpdate("Machine", "{}", """{"spec":{"clusterName":"other"}}""", "spec.clusterName: Forbidden: field is immutable");
}
