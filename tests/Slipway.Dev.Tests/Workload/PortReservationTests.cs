using Slipway.Dev.Workload;

namespace Slipway.Dev.Tests.Workload;

public sealed class PortReservationTests
{
    [Fact]
    public void TakeFree_WhileAnotherIsHeld_GivesAnotherPort()
    {
        using var first = PortReservation.TakeFree();
        using var second = PortReservation.TakeFree();

        Assert.NotEqual(first.Port, second.Port);
    }

    [Fact]
    public void TakeFree_AfterOneIsGivenBack_MayGiveItAgain()
    {
        var first = PortReservation.TakeFree();
        first.Dispose();

        using var again = PortReservation.TryTake(first.Port);

        Assert.Equal(first.Port, again?.Port);
    }
}
