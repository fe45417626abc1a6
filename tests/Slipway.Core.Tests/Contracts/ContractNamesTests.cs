using Slipway.Core.Contracts;

namespace Slipway.Core.Tests.Contracts;

public sealed class ContractNamesTests
{
    [Theory]
    [InlineData("DevMachine", "devmachines")]
    [InlineData("Proxy", "proxies")]
    [InlineData("Gateway", "gateways")]
    [InlineData("Switch", "switches")]
    [InlineData("VirtualBus", "virtualbuses")]
    public void Plural_OfKind_IsTheContractsRule(string kind, string expected) => Assert.Equal(expected, KindNames.Plural(kind));

    [Fact]
    public void Versions_BestFirst_AreKubernetesOrder() => Assert.Equal(
        ["v2", "v1", "v1beta2", "v1beta1", "v1alpha4", "odd"],
        new[] { "v1beta1", "odd", "v1", "v1alpha4", "v2", "v1beta2" }.Order(KubeVersionOrder.BestFirst));
}
