using Slipway.Dev.Workload;

namespace Slipway.Dev.Tests.Workload;

public sealed class PortReservationTests
{
    [Fact]
    public void TakeFree_WhileAnotherIsHeld_GivesAnotherPort()
    {
        using var first = PortReservation.TakeFree("a", new HashSet<int>());
        using var second = PortReservation.TakeFree("a", new HashSet<int>());

        Assert.NotEqual(first.Port, second.Port);
    }

    [Fact]
    public void TakeFree_SkipsThePortsOfOtherClusters()
    {
        var first = PortReservation.TakeFree("a", new HashSet<int>());
        first.Dispose();

        using var second = PortReservation.TakeFree("a", new HashSet<int> { first.Port });

        Assert.NotEqual(first.Port, second.Port);
    }

    [Fact]
    public void TakeFree_AfterOneIsGivenBack_MayGiveItAgain()
    {
        var first = PortReservation.TakeFree("a", new HashSet<int>());
        first.Dispose();

        using var again = PortReservation.TryTake(first.Port);

        Assert.Equal(first.Port, again?.Port);
    }
}
