using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

public sealed class MachinePoolRulesTests
{
    private const string Kind = "MachinePool";
    private const string Tainted = """{"spec":{"template":{"spec":{"taints":[{"key":"a","effect":"NoSchedule","propagation":"Always"}]}}}}""";
    private const string NotYet = "spec.taints: Forbidden: taints feature for MachinePools is not yet implemented";

    [Fact]
    public void Default_NewPool_HasReplicasVersionAndTimeout() => RuleTests.AssertDefaults(
        Kind,
        """{"spec":{"replicas":null,"template":{"spec":{"version":"1.31.0"}}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},
        "spec":{"replicas":1,"template":{"spec":{"version":"v1.31.0","deletion":{"nodeDeletionTimeoutSeconds":10}}}}}
        """);

    [Theory]
    [InlineData(
        """{"template":{"spec":{"bootstrap":{"configRef":null}}}}""",
        "spec.template.spec.bootstrap: Required value: expected either spec.template.spec.bootstrap.dataSecretName or "
        + "spec.template.spec.bootstrap.configRef to be populated")]
    [InlineData(
        """{"clusterName":"other"}""",
        "spec.clusterName: Invalid value: \"other\": spec.clusterName and spec.template.spec.clusterName must be set to the same value")]
    [InlineData("""{"template":{"spec":{"version":"v1"}}}""", "spec.template.spec.version: Invalid value: \"v1\": must be a valid semantic version")]
    [InlineData("""{"template":{"metadata":{"labels":{"a":"-"}}}}""", $"spec.template.metadata.labels: Invalid value: \"-\": {Words.LabelValue}")]
    public void Create(string spec, string expected) => RuleTests.AssertCreate(Kind, $$"""{"spec":{{spec}} }""", expected);

    [Fact]
    public void Create_Taints_AreRefused()
    {
        RuleTests.AssertCreate(Kind, Tainted, NotYet);
        RuleTests.AssertCreate(
            Kind,
            Tainted,
            $"{NotYet}\nspec.taints: Forbidden: taints are not allowed to be set when the feature gate MachineTaintPropagation is disabled",
            new AdmissionGates());
    }

    [Fact]
    public void Update_OtherCluster_IsRefused() => RuleTests.AssertUpdate(
        Kind, "{}", """{"spec":{"clusterName":"other","template":{"spec":{"clusterName":"other"}}}}""", "spec.clusterName: Forbidden: field is immutable");
}
