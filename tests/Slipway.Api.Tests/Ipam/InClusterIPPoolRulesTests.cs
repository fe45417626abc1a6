using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Tests.Ipam;

/// <summary>Which pools of addresses are refused, and in which words.</summary>
public sealed class InClusterIPPoolRulesTests
{
    [Theory]
    [InlineData("""{"addresses":["10.0.0.10-10.0.0.20","10.0.0.64/26","10.0.0.5"],"prefix":24,"gateway":"10.0.0.1","excludedAddresses":["10.0.0.11"]}""", "")]
    [InlineData("""{"addresses":["fe80::1-fe80::ffff"],"prefix":64,"gateway":"fe80::1"}""", "")]
    [InlineData("""{"addresses":["0.0.0.0/0"],"prefix":0}""", "")]
    [InlineData("""{"addresses":["10.0.1.1"],"prefix":24,"gateway":"192.168.0.1"}""", "")]
    [InlineData("""{"addresses":[],"prefix":24}""", "spec.addresses: Invalid value: []: addresses is required")]
    [InlineData("""{"addresses":["10.0.0.300"],"prefix":24}""", "spec.addresses: Invalid value: \"10.0.0.300\": provided address is not a valid IP, range, nor CIDR")]
    [InlineData("""{"addresses":["10.0.0.9-10.0.0.1"],"prefix":24}""", "spec.addresses: Invalid value: \"10.0.0.9-10.0.0.1\": provided address is not a valid IP, range, nor CIDR")]
    [InlineData("""{"addresses":["10.0.0.0/33"],"prefix":24}""", "spec.addresses: Invalid value: \"10.0.0.0/33\": provided address is not a valid IP, range, nor CIDR")]
    [InlineData("""{"addresses":["10.0.0.1-fe80::1"],"prefix":24}""", "spec.addresses: Invalid value: \"10.0.0.1-fe80::1\": provided address is not a valid IP, range, nor CIDR")]
    [InlineData(
        """{"addresses":["10.0.0.1","fe80::1"],"prefix":24}""",
        "spec.addresses: Invalid value: [\"10.0.0.1\",\"fe80::1\"]: provided addresses are of mixed IP families")]
    [InlineData("""{"addresses":["10.0.0.1"],"prefix":24,"gateway":"somewhere"}""", "spec.gateway: Invalid value: \"somewhere\": not a valid IP address")]
    [InlineData("""{"addresses":["10.0.0.1"],"prefix":24,"gateway":"10.0.0.0/24"}""", "spec.gateway: Invalid value: \"10.0.0.0/24\": not a valid IP address")]
    [InlineData(
        """{"addresses":["10.0.0.1"],"prefix":24,"gateway":"fe80::1"}""",
        "spec.gateway: Invalid value: \"fe80::1\": provided gateway and addresses are of mixed IP families")]
    [InlineData(
        """{"addresses":["10.0.0.1"],"prefix":24,"excludedAddresses":["fe80::1"]}""",
        "spec.excludedAddresses: Invalid value: [\"fe80::1\"]: addresses and excluded addresses are of mixed IP families")]
    [InlineData("""{"addresses":["10.0.0.1"],"prefix":33}""", "spec.prefix: Invalid value: 33: provided prefix is not valid")]
    [InlineData(
        """{"addresses":["10.0.0.1","10.0.1.1"],"prefix":24}""",
        "spec.addresses: Invalid value: \"10.0.1.1\": provided address belongs to a different subnet than others")]
    public void Pool_IsRefused_ForWhatIsWrong(string spec, string expected)
    {
        foreach (var kind in (GroupVersionKind[])[IpamTypes.InClusterIPPool.Kind, IpamTypes.GlobalInClusterIPPool.Kind])
        {
            var pool = new JsonObject
            {
                ["apiVersion"] = kind.ApiVersion,
                ["kind"] = kind.Kind,
                ["metadata"] = new JsonObject { ["name"] = "pool" },
                ["spec"] = JsonNode.Parse(spec),
            };
            var verdict = new AdmissionRules().Validate(kind, AdmissionVerb.Create, pool, old: null, dryRun: false, referenced: null);
            Assert.Equal(expected, string.Join('\n', verdict.Errors));
        }
    }
}
