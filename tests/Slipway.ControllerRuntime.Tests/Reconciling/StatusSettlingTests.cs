using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Reconciling;

public sealed class StatusSettlingTests
{
    private static readonly ObjectKey Key = new("default", "a");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Remaining_CountsFromTheFirstReportThatWaits()
    {
        var settling = new StatusSettling(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(1), settling.Remaining(Key, Start));
        Assert.Equal(TimeSpan.FromSeconds(0.4), settling.Remaining(Key, Start.AddSeconds(0.6)));
        Assert.Equal(TimeSpan.Zero, settling.Remaining(Key, Start.AddSeconds(5)));
    }

    [Fact]
    public void Remaining_AfterAWrite_StartsAnew()
    {
        var settling = new StatusSettling(TimeSpan.FromSeconds(1));
        settling.Remaining(Key, Start);
        settling.Clear(Key);

        Assert.Equal(TimeSpan.FromSeconds(1), settling.Remaining(Key, Start.AddSeconds(5)));
    }

    [Fact]
    public void Remaining_WithoutATime_IsNone() => Assert.Equal(TimeSpan.Zero, new StatusSettling(TimeSpan.Zero).Remaining(Key, Start));
}
