using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Hosting;
using Slipway.Dev.Workload;

namespace Slipway.Dev.Tests.Workload;

public sealed class PortReservationTests : IAsyncLifetime
{
    private ApiServerHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await ApiServerHost.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    [Fact]
    public void TakeFree_WhileAnotherIsHeld_GivesAnotherPort()
    {
        using var first = PortReservation.TakeFree(_host, "a", new HashSet<int>());
        using var second = PortReservation.TakeFree(_host, "a", new HashSet<int>());

        Assert.NotEqual(first.Port, second.Port);
    }

    [Fact]
    public void TakeFree_SkipsThePortsOfOtherClusters()
    {
        var first = PortReservation.TakeFree(_host, "a", new HashSet<int>());
        first.Dispose();

        using var second = PortReservation.TakeFree(_host, "a", new HashSet<int> { first.Port });

        Assert.NotEqual(first.Port, second.Port);
    }

    [Fact]
    public void TakeFree_AfterOneIsGivenBack_MayGiveItAgain()
    {
        var first = PortReservation.TakeFree(_host, "a", new HashSet<int>());
        first.Dispose();

        using var again = PortReservation.TryTake(_host, first.Port);

        Assert.Equal(first.Port, again?.Port);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
