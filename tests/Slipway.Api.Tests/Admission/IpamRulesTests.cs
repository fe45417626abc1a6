using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

/// <summary>What holds for IPAddresses and their claims.</summary>
public sealed class IpamRulesTests
{
    [Theory]
    [InlineData("""{"address":"10.0.0"}""", "spec.address: Invalid value: \"10.0.0\": not a valid IP address")]
    [InlineData("""{"prefix":33}""", "spec.prefix: Invalid value: 33: prefix is too large for an IPv4 address")]
    [InlineData("""{"address":"fd00::1","prefix":129}""", "spec.prefix: Invalid value: 129: prefix is too large for an IPv6 address")]
    [InlineData("""{"gateway":"010.0.0.1"}""", "spec.gateway: Invalid value: \"010.0.0.1\": not a valid IP address")]
    [InlineData(
        """{"address":"x","gateway":"y"}""",
        "[spec.address: Invalid value: \"x\": not a valid IP address, spec.gateway: Invalid value: \"y\": not a valid IP address]")]
    [InlineData("""{"address":"fd00::1","prefix":128,"gateway":null}""", "")]
    public void Create(string spec, string expected) => RuleTests.AssertCreate("IPAddress", $$"""{"spec":{{spec}} }""", expected);

    [Theory]
    [InlineData("p", true)]
    [InlineData("other", false)]
    public void Create_PoolOfTheClaim_MustBeTheSame(string pool, bool allowed)
    {
        var obj = Manifests.Of("IPAddress");
        var claim = Manifests.Of("IPAddressClaim", $$"""{"spec":{"poolRef":{"name":"{{pool}}"} } }""");
        var (rules, kind) = (new AdmissionRules(), RuleTests.KindOf(obj));

        Assert.Equal("default/demo", rules.ReferenceOf(kind, obj)!.Key.ToString());
        var verdict = rules.Validate(kind, AdmissionVerb.Create, obj, old: null, dryRun: false, claim);

        Assert.Equal(
            allowed
                ? null
                : """spec.poolRef: Invalid value: {"name":"p","kind":"Pool","apiGroup":"ipam.x"}: the referenced pool is different from the pool referenced by the claim this address should fulfill""",
            verdict.Denial?.Message);
    }

    [Theory]
    [InlineData("IPAddress", """{"prefix":25}""", "Diff: -prefix: 24 +prefix: 25")]
    [InlineData("IPAddressClaim", """{"poolRef":{"name":"q"}}""", "Diff: -poolRef.name: \"p\" +poolRef.name: \"q\"")]
    public void Update_Spec_IsRefused(string kind, string spec, string difference) =>
        RuleTests.AssertUpdate(kind, "{}", $$"""{"spec":{{spec}} }""", $"spec: Forbidden: {kind} spec is immutable. {difference}");
}
