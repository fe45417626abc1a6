using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Controllers that have nothing to do write nothing.</summary>
public sealed class FixpointTests
{
    [Theory]
    [InlineData(Transport.InProcess)]
    [InlineData(Transport.Https)]
    public async Task Ready_LookedAtAgainAndAgain_NoWrite(Transport transport)
    {
        var passes = new PassLog();
        await using var plane = await TestPlane.StartAsync(transport, new() { Observer = passes, ResyncPeriod = TimeSpan.FromMilliseconds(200) });
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(3, 2));
        await AtRest.AssertAsync(plane, passes);
    }

    [Fact]
    public async Task PoolsAddonsAndAddresses_LookedAtAgainAndAgain_NoWrite()
    {
        var passes = new PassLog();
        await using var plane = await TestPlane.StartAsync(
            Transport.InProcess, new() { Observer = passes, ResyncPeriod = TimeSpan.FromMilliseconds(200) });
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        await using var view = await ObjectView.OpenAsync(
            plane.Client, CoreTypes.MachinePool, CoreTypes.MachineHealthCheck, AddonsTypes.ClusterResourceSet, IpamTypes.IPAddressClaim);
        await Additions.CreateAsync(plane.Client, view, cluster.Shape.Version);
        await AtRest.AssertAsync(plane, passes);
    }
}
