namespace Slipway.Api.Tests.Admission;

/// <summary>What holds for MachineDeployments beyond what MachineSets hold.</summary>
public sealed class MachineDeploymentRulesTests
{
    private const string NoShare = "must be either an int or a percentage: invalid value for IntOrString: ";

    [Theory]
    [InlineData(
        """{"spec":{"replicas":null,"selector":{"matchLabels":null},"template":{"spec":{"version":"1.31.0"}}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"replicas":1,
        "selector":{"matchLabels":{"cluster.x-k8s.io/deployment-name":"demo","cluster.x-k8s.io/cluster-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/deployment-name":"demo","cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"version":"v1.31.0"}},
        "rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}}}}
        """)]
    [InlineData(
        """{"spec":{"rollout":{"strategy":{"type":"OnDelete"}}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"selector":{"matchLabels":{"cluster.x-k8s.io/cluster-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}}}}
        """)]
    [InlineData(
        """{"spec":{"rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%"}}}}}""",
        """
        {"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{"selector":{"matchLabels":{"cluster.x-k8s.io/cluster-name":"demo"}},
        "template":{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo"}}},"rollout":{"strategy":{"rollingUpdate":{"maxUnavailable":0}}}}}
        """)]
    public void Default(string given, string added) => RuleTests.AssertDefaults("MachineDeployment", given, added);

    [Theory]
    [InlineData(
        """{"metadata":{"name":"a234567890123456789012345678901234567890123456789012345678901234"}}""",
        "metadata.name: Invalid value: \"a234567890123456789012345678901234567890123456789012345678901234\": must be a valid label value: "
        + "must be no more than 63 bytes")]
    [InlineData(
        """{"spec":{"selector":{"matchLabels":{"app":"other"}}}}""",
        "spec.template.metadata.labels: Forbidden: must match spec.selector \"app=other\"")]
    [InlineData(
        """{"spec":{"remediation":{"maxInFlight":"some"}}}""",
        $"spec.remediation.maxInFlight: Invalid value: \"some\": {NoShare}invalid type: string is not a percentage")]
    public void Create(string patch, string expected) => RuleTests.AssertCreate("MachineDeployment", patch, expected);

    [Theory]
    [InlineData("""{"maxSurge":0,"maxUnavailable":0}""", ": Invalid value: \"0\": maxUnavailable and maxSurge cannot both be 0")]
    [InlineData("""{"maxSurge":"0%","maxUnavailable":0}""", null)]
    [InlineData("""{"maxSurge":"150%","maxUnavailable":7}""", null)]
    [InlineData("""{"maxSurge":"a lot"}""", $".maxSurge: Invalid value: \"a lot\": {NoShare}invalid type: string is not a percentage")]
    [InlineData("""{"maxSurge":"5"}""", $".maxSurge: Invalid value: \"5\": {NoShare}invalid type: string is not a percentage")]
    [InlineData(
        """{"maxUnavailable":"x%"}""",
        $".maxUnavailable: Invalid value: \"x%\": {NoShare}invalid value \"x%\": strconv.Atoi: parsing \"x\": invalid syntax")]
    [InlineData("""{"maxUnavailable":-1}""", ".maxUnavailable: Invalid value: \"-1\": must be greater than or equal to 0")]
    public void Create_RollingUpdate(string update, string? expected) => RuleTests.AssertCreate(
        "MachineDeployment",
        $$"""{"spec":{"rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{{update}} } } } }""",
        expected is null ? "" : $"spec.rollout.strategy.rollingUpdate{expected}");
}
