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
        await passes.IdleAsync(2);

        passes.Forget();
        var before = await plane.RevisionsAsync();
        await passes.IdleAsync(3);
        Assert.Empty(passes.Writes);
        Assert.Equal(before, await plane.RevisionsAsync());
    }
}
