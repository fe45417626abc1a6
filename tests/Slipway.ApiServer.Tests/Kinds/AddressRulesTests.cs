using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Warnings;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Tests.Kinds;

/// <summary>IP addresses and networks: what kube-apiserver 1.36 refuses in new objects, what it warns of, and what may stay.</summary>
public sealed class AddressRulesTests
{
    private const string None = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    private const string NoNetwork = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
    private const string Zeros = "must not have leading 0s";
    private const string Mapped = "must not be an IPv4-mapped IPv6 address";

    [Theory]
    [InlineData("10.9.8.7", null)]
    [InlineData("010.9.8.7", Zeros)]
    [InlineData("10.9.8.07", Zeros)]
    [InlineData("10.1", None)]
    [InlineData("1.2.3.256", None)]
    [InlineData("0x7f.0.0.1", None)]
    [InlineData(" 1.2.3.4", None)]
    [InlineData("1.2.3.4/32", None)]
    [InlineData("", None)]
    [InlineData("::ffff:1.2.3.4", Mapped)]
    [InlineData("::FFFF:102:304", Mapped)]
    [InlineData("::ffff:1.2.3.04", Zeros)]
    [InlineData("fe80::1%eth0", None)]
    [InlineData("[::1]", None)]
    [InlineData("12345::", None)]
    [InlineData("::1.2.3.4", "must be in canonical form (\"::102:304\")")]
    [InlineData("2001:DB8:0:0:0:0:0:1", "must be in canonical form (\"2001:db8::1\")")]
    [InlineData("1:0:0:2:0:0:0:3", "must be in canonical form (\"1:0:0:2::3\")")]
    [InlineData("1:2:3:4:5:6:7::", "must be in canonical form (\"1:2:3:4:5:6:7:0\")")]
    [InlineData("2001:db8::1", null)]
    [InlineData("::", null)]
    public void Address_IsReadInOneWayOrRefused(string text, string? error) =>
        Assert.Equal(error, NetworkChecks.CanonicalAddressError(text));

    [Theory]
    [InlineData("10.0.0.0/8", null)]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("10.0.0.1/8", "must not have bits set beyond the prefix length")]
    [InlineData("010.0.0.0/8", "must not have leading 0s in IP or prefix length")]
    [InlineData("10.0.0.0/08", "must not have leading 0s in IP or prefix length")]
    [InlineData("::ffff:10.0.0.0/104", "must not have an IPv4-mapped IPv6 address")]
    [InlineData("10.0.0.0", NoNetwork)]
    [InlineData("10.0.0.0/33", NoNetwork)]
    [InlineData("10.0.0.0/8/8", NoNetwork)]
    [InlineData("/8", NoNetwork)]
    public void Network_IsReadInOneWayOrRefused(string text, string? error)
    {
        var errors = new List<FieldError>();

        new FieldChecker(errors).Network("f", text, out _, out _);

        Assert.Equal(error, errors.SingleOrDefault()?.Detail);
    }

    [Fact]
    public void Network_ThatTheObjectHasAlready_MayStay()
    {
        var errors = new List<FieldError>();

        new FieldChecker(errors).Network("f", "010.0.0.0/8", out _, out _, ["010.0.0.0/8"]);

        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("1.2.3.4", null)]
    [InlineData("01.2.3.4", "f: non-standard IP address \"01.2.3.4\" is invalid: use \"1.2.3.4\"")]
    [InlineData("::ffff:1.2.3.4", "f: non-standard IP address \"::ffff:1.2.3.4\" is invalid: use \"1.2.3.4\"")]
    [InlineData("2001:DB8::1", "f: IPv6 address \"2001:DB8::1\" should be in RFC 5952 canonical format (\"2001:db8::1\")")]
    public void Address_ThatStays_IsWarnedOf(string text, string? warning)
    {
        var warnings = new List<string>();

        AddressWarnings.AddOfIp("f", text, warnings);

        Assert.Equal(warning, warnings.SingleOrDefault());
    }

    [Fact]
    public async Task PortsOfOneNumber_OfANewService_ShareTheirNodePort()
    {
        await using var engine = await EngineFixture.StartAsync();

        var created = await engine.CreateAsync(
            Service("""[{"name": "t", "port": 53}, {"name": "u", "port": 53, "protocol": "UDP"}, {"name": "v", "port": 54}]"""), BuiltInTypes.Service);

        var ports = created.ToJsonObject()["spec"]!["ports"]!.AsArray().Select(p => (int)p!["nodePort"]!).ToArray();
        Assert.Equal(ports[0], ports[1]);
        Assert.NotEqual(ports[0], ports[2]);
    }

    [Fact]
    public async Task ANodePort_IsTakenForEveryProtocol()
    {
        await using var engine = await EngineFixture.StartAsync();
        await engine.CreateAsync(Service("""[{"port": 53, "nodePort": 31000}]"""), BuiltInTypes.Service);
        var second = Service("""[{"port": 53, "protocol": "UDP", "nodePort": 31000}]""");
        second["metadata"]!["name"] = "second";

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => engine.CreateAsync(second, BuiltInTypes.Service));

        Assert.EndsWith("spec.ports[0].nodePort: Invalid value: 31000: provided port is already allocated", refused.Status.Message, StringComparison.Ordinal);
    }

    private static JsonObject Service(string ports) => (JsonObject)JsonNode.Parse(
        $$"""
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "s", "namespace": "default"},
         "spec": {"type": "NodePort", "ports": {{ports}} } }
        """)!;
}
