using Slipway.Cli.Commands;

namespace Slipway.Cli.Tests.Commands;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h2m3s", 3723)]
    [InlineData("45", 45)]
    [InlineData("0.5", 0.5)]
    [InlineData("250ms", 0.25)]
    public void TryParse_ReadsKubectlsForms(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5s")]
    [InlineData("5x")]
    [InlineData("m5")]
    public void TryParse_OtherText_IsNone(string text) => Assert.Null(Durations.TryParse(text));
}
