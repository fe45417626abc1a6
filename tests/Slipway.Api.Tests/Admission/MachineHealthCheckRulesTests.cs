using System.Text.Json.Nodes;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Tests.Admission;

public sealed class MachineHealthCheckRulesTests
{
    private const string Kind = "MachineHealthCheck";

    [Theory]
    [InlineData("{}", """{"spec":{"checks":{"nodeStartupTimeoutSeconds":600}}}""")]
    [InlineData("""{"spec":{"checks":{"nodeStartupTimeoutSeconds":0}}}""", "{}")]
    public void Default(string given, string added) => RuleTests.AssertDefaults(
        Kind,
        given,
        MergePatch.Apply(JsonNode.Parse(added), JsonNode.Parse("""{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}}"""))!.ToJsonString());

    [Theory]
    [InlineData("""{"selector":{"matchLabels":null}}""", "spec.selector: Required value: selector must not be empty")]
    [InlineData(
        """{"selector":{"matchExpressions":[{"key":"a","operator":"In"}]}}""",
        """spec.selector: Invalid value: {"matchLabels":{"app":"demo"},"matchExpressions":[{"key":"a","operator":"In"}]}: values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty""")]
    [InlineData(
        """{"selector":{"matchLabels":{"app":null,"cluster.x-k8s.io/cluster-name":"other"}}}""",
        """spec.selector: Invalid value: {"matchLabels":{"cluster.x-k8s.io/cluster-name":"other"}}: cannot specify a cluster selector other than the one specified by ClusterName""")]
    [InlineData("""{"checks":{"nodeStartupTimeoutSeconds":29}}""", "spec.checks.nodeStartupTimeoutSeconds: Invalid value: 29: must be at least 30s")]
    [InlineData(
        """{"remediation":{"triggerIf":{"unhealthyLessThanOrEqualTo":"most"}}}""",
        "spec.remediation.triggerIf.unhealthyLessThanOrEqualTo: Invalid value: \"most\": must be either an int or a percentage: "
        + "invalid value for IntOrString: invalid type: string is not a percentage")]
    public void Create(string spec, string expected) => RuleTests.AssertCreate(Kind, $$"""{"spec":{{spec}} }""", expected);

    [Fact]
    public void Update_OtherCluster_IsRefused() =>
        RuleTests.AssertUpdate(Kind, "{}", """{"spec":{"clusterName":"other"}}""", "spec.clusterName: Forbidden: field is immutable");
}
