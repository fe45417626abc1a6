using Slipway.Kubernetes.Formats;

namespace Slipway.Kubernetes.Tests.Formats;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(61, "1m1s")]
    [InlineData(3600, "1h0m0s")]
    public void FromSeconds_Seconds_AreWrittenAsGoDoes(int seconds, string text) => Assert.Equal(text, GoDuration.FromSeconds(seconds));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1m30s", 90_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5h", 5_400_000)]
    public void TryParse_Duration_IsItsSum(string text, int milliseconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("1d")]
    [InlineData("-1s")]
    public void TryParse_NoDuration_IsFalse(string? text) => Assert.False(GoDuration.TryParse(text, out _));

    [Fact]
    public void TryParse_LongerThanATimeSpan_IsTheLongest()
    {
        Assert.True(GoDuration.TryParse("99999999999999h", out var duration));
        Assert.Equal(TimeSpan.MaxValue, duration);
    }
}
