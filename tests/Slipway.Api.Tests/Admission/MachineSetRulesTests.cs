using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Patching;

namespace Slipway.Api.Tests.Admission;

/// <summary>What MachineSets and MachineDeployments hold alike.</summary>
public sealed class MachineSetRulesTests
{
    private const string Autoscaled = """
        {"metadata":{"annotations":{"cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size":"2",
        "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size":"MAX"}},"spec":{"replicas":null}}
        """;

    private const string Naming = "spec.machineNaming.template: Invalid value: ";

    public static TheoryData<string, string, string> Mistakes { get; } = new(
        from kind in (string[])["MachineSet", "MachineDeployment"]
        from mistake in new (string Patch, string Expected)[]
        {
            (
                """{"spec":{"template":{"spec":{"bootstrap":{"configRef":null}}}}}""",
                "spec.template.spec.bootstrap: Required value: expected either spec.template.spec.bootstrap.dataSecretName or "
                + "spec.template.spec.bootstrap.configRef to be populated"),
            (
                """{"spec":{"selector":{"matchLabels":null,"matchExpressions":[{"key":"app","operator":"Is","values":["demo"]}]}}}""",
                """spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Is","values":["demo"]}]}: "Is" is not a valid label selector operator"""),
            (
                """{"spec":{"template":{"spec":{"clusterName":"other"}}}}""",
                "spec.clusterName: Invalid value: \"demo\": spec.clusterName and spec.template.spec.clusterName must be set to the same value"),
            ("""{"spec":{"template":{"spec":{"version":"v1"}}}}""", "spec.template.spec.version: Invalid value: \"v1\": must be a valid semantic version"),
            (
                """{"spec":{"machineNaming":{"template":"{{ .cluster.name }}-x"}}}""",
                $"{Naming}\"{{{{ .cluster.name }}}}-x\": invalid template, {{{{ .random }}}} is missing"),
            (
                """{"spec":{"machineNaming":{"template":"{{ .color }}-{{ .random }}"}}}""",
                $"{Naming}\"{{{{ .color }}}}-{{{{ .random }}}}\": invalid template: rendering template: template: template name generator:1:3: "
                + "executing \"template name generator\" at <.color>: map has no entry for key \"color\""),
            (
                """{"spec":{"machineNaming":{"template":"{{ .cluster.kind }}-{{ .random }}"}}}""",
                $"{Naming}\"{{{{ .cluster.kind }}}}-{{{{ .random }}}}\": invalid template: rendering template: template: template name generator:1:11: "
                + "executing \"template name generator\" at <.cluster.kind>: map has no entry for key \"kind\""),
            (
                """{"spec":{"machineNaming":{"template":"{{ .random }}{{ x"}}}""",
                $"{Naming}\"{{{{ .random }}}}{{{{ x\": invalid template: parsing template \"{{{{ .random }}}}{{{{ x\": template: template name generator:1: "
                + "function \"x\" not defined"),
            (
                """{"spec":{"machineNaming":{"template":"{{ .random }}{{ .x"}}}""",
                $"{Naming}\"{{{{ .random }}}}{{{{ .x\": invalid template: parsing template \"{{{{ .random }}}}{{{{ .x\": template: template name generator:1: "
                + "unclosed action"),
            (
                """{"spec":{"machineNaming":{"template":"Node-{{ .random }}"}}}""",
                $"{Naming}\"Node-{{{{ .random }}}}\": invalid template, generated names would not be valid Kubernetes object names: {Words.Subdomain}"),
            (
                """{"metadata":{"annotations":{"machineset.cluster.x-k8s.io/skip-preflight-checks":"All, Everything"}}}""",
                """metadata.annotations.machineset.cluster.x-k8s.io/skip-preflight-checks: Invalid value: ["Everything"]: skipped preflight check(s) must be among: """
                + "[All ControlPlaneIsStable ControlPlaneVersionSkew KubeadmVersionSkew KubernetesVersionSkew]"),
            (
                """{"spec":{"template":{"spec":{"taints":[{"key":"node-role.kubernetes.io/control-plane","effect":"NoSchedule","propagation":"Always"}]}}}}""",
                "spec.template.spec.taints[0].key: Invalid value: \"node-role.kubernetes.io/control-plane\": taint is not allowed for worker Machines"),
            (
                """{"spec":{"template":{"metadata":{"annotations":{"a b":""}}}}}""",
                $"spec.template.metadata.annotations: Invalid value: \"a b\": {Words.LabelKey}"),
        }
        select (kind, mistake.Patch, mistake.Expected));

    [Theory]
    [InlineData("""{"spec":{"replicas":null}}""", """{"spec":{"replicas":1}}""")]
    [InlineData("""{"spec":{"template":{"spec":{"version":"1.31.0"}}}}""", """{"spec":{"template":{"spec":{"version":"v1.31.0"}}}}""")]
    [InlineData(
        """{"spec":{"selector":{"matchLabels":null}}}""",
        """
        {"spec":{"selector":{"matchLabels":{"cluster.x-k8s.io/set-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/set-name":"demo"}}}}}
        """)]
    [InlineData(
        """{"metadata":{"name":"a234567890123456789012345678901234567890123456789012345678901234"},"spec":{"selector":{"matchLabels":null}}}""",
        """
        {"spec":{"selector":{"matchLabels":{"cluster.x-k8s.io/set-name":"hash_BVMFlQ_z"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/set-name":"hash_BVMFlQ_z"}}}}}
        """)]
    public void Default(string given, string added) => RuleTests.AssertDefaults(
        "MachineSet",
        given,
        MergePatch.Apply(JsonNode.Parse(added), JsonNode.Parse("""{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}}"""))!.ToJsonString());

    [Theory]
    [InlineData(null, 2)]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 5)]
    public void Default_ReplicasUnderAnAutoscaler_StayWithinItsBounds(int? stored, int expected)
    {
        var obj = Manifests.Of("MachineSet", Autoscaled.Replace("MAX", "5", StringComparison.Ordinal));
        var old = stored is null ? null : Manifests.Of("MachineSet", $$"""{"spec":{"replicas":{{stored}} } }""");

        new AdmissionRules().Default(RuleTests.KindOf(obj), obj, old);

        Assert.Equal(expected, (int)obj["spec"]!["replicas"]!);
    }

    [Theory]
    [InlineData("MachineSet", "many", "invalid syntax")]
    [InlineData("MachineDeployment", "3000000000", "value out of range")]
    public void Default_BoundsThatAreNoNumbers_AreRefused(string kind, string max, string problem)
    {
        var obj = Manifests.Of(kind, Autoscaled.Replace("MAX", max, StringComparison.Ordinal));

        Assert.Equal(
            $"failed to caculate {kind} replicas value: could not parse the value of the "
            + $"\"cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size\" annotation: strconv.ParseInt: parsing \"{max}\": {problem}",
            new AdmissionRules().Default(RuleTests.KindOf(obj), obj, old: null)!.Message);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Create(string kind, string patch, string expected) => RuleTests.AssertCreate(kind, patch, expected);

    [Fact]
    public void Create_SelectorThatChoosesOthers_IsRefused() => RuleTests.AssertCreate(
        "MachineSet",
        """{"spec":{"selector":{"matchLabels":{"app":"other"}}}}""",
        """spec.template.metadata.labels: Invalid value: {"app":"demo"}: must match spec.selector "app=other" """.TrimEnd());

    [Theory]
    [InlineData("MachineSet")]
    [InlineData("MachineDeployment")]
    public void Update_OtherCluster_IsRefused(string kind) => RuleTests.AssertUpdate(
        kind, "{}", """{"spec":{"clusterName":"other","template":{"spec":{"clusterName":"other"}}}}""", "spec.clusterName: Forbidden: field is immutable");
}
