namespace Slipway.Api.Tests.Admission;

public sealed class DevRulesTests
{
    [Theory]
    [InlineData("DevCluster", """{"spec":{"backend":{"inMemory":null}}}""", """{"spec":{"backend":{"docker":{"loadBalancer":{}}},"controlPlaneEndpoint":{"port":6443}}}""")]
    [InlineData("DevCluster", "{}", "{}")]
    [InlineData(
        "DevClusterTemplate", """{"spec":{"template":{"spec":{"backend":{"inMemory":null}}}}}""",
        """{"spec":{"template":{"spec":{"backend":{"docker":{"loadBalancer":{}}},"controlPlaneEndpoint":{"port":6443}}}}}""")]
    [InlineData("DevMachine", """{"spec":{"backend":{"inMemory":null}}}""", """{"spec":{"backend":{"docker":{}}}}""")]
    [InlineData("DevMachine", "{}", "{}")]
    [InlineData(
        "DevMachineTemplate", """{"spec":{"template":{"spec":{"backend":{"inMemory":null}}}}}""",
        """{"spec":{"template":{"spec":{"backend":{"docker":{}}}}}}""")]
    public void Default(string kind, string given, string added) => RuleTests.AssertDefaults(kind, given, added);

    [Theory]
    [InlineData(
        "DevCluster", """{"spec":{"backend":{"inMemory":null,"docker":{"failureDomains":[{"name":"b"},{"name":"a"}]}}}}""",
        """spec.backend.docker.failureDomains: Invalid value: [{"name":"b"},{"name":"a"}]: failure domains must be sorted by name""")]
    [InlineData("DevMachine", """{"spec":{"backend":{"inMemory":{"vm":{"provisioning":{"startupDuration":"1s","startupJitter":"NaN"}}}}}}""",
        "spec.backend.inMemory.vm.provisioning.startupJitter: Invalid value: \"NaN\": must be a decimal number of 0 or more, such as 0.2")]
    [InlineData(
        "DevMachineTemplate", """{"spec":{"template":{"spec":{"backend":{"inMemory":{"etcd":{"provisioning":{"startupDuration":"1s","startupJitter":"-1"}}}}}}}}""",
        "spec.template.spec.backend.inMemory.etcd.provisioning.startupJitter: Invalid value: \"-1\": must be a decimal number of 0 or more, such as 0.2")]
    public void Create(string kind, string patch, string expected) => RuleTests.AssertCreate(kind, patch, expected);

    [Theory]
    [InlineData("a", "b", "spec.backend.docker.customImage: Forbidden: cannot be modified")]
    [InlineData("a", "a", "")]
    public void Update_Image(string old, string now, string expected) => RuleTests.AssertUpdate(
        "DevMachine",
        $$"""{"spec":{"backend":{"docker":{"customImage":"{{old}}"} } } }""",
        $$"""{"spec":{"providerID":"x","backend":{"docker":{"customImage":"{{now}}"} } } }""",
        expected);
}
