using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Language;

public sealed class TimeTests
{
    [Theory]
    [InlineData("string(duration('1h2m3.5s'))", "3723.5s")]
    [InlineData("duration('-1.5h') == duration('-90m') && duration('100us') == duration('0.1ms')", "true")]
    [InlineData("duration('1d')", "!type conversion error from 'string' to 'google.protobuf.Duration'")]
    [InlineData("duration('300000h') + duration('2562047h')", "!duration overflow")]
    [InlineData("string(timestamp('2024-02-29T23:30:00.5-01:30'))", "2024-03-01T01:00:00.5Z")]
    [InlineData("timestamp('2023-02-29T00:00:00Z')", "!type conversion error from 'string' to 'google.protobuf.Timestamp'")]
    [InlineData("timestamp('9999-12-31T23:59:59Z') + duration('1s')", "!timestamp overflow")]
    [InlineData("timestamp(-62135596801)", "!timestamp overflow")]
    [InlineData("timestamp('2024-03-01T00:00:00Z') - timestamp('2024-02-28T00:00:00Z') == duration('48h')", "true")]
    [InlineData("timestamp('2024-03-01T02:00:00Z').getDate('-03:00')", "29")]
    [InlineData("timestamp('2024-03-01T02:00:00Z').getDayOfWeek() + timestamp('2024-03-01T02:00:00Z').getDayOfYear()", "65")]
    [InlineData("timestamp('2024-03-01T02:00:00.123Z').getMilliseconds() + timestamp(0).getMonth() + timestamp(0).getDayOfMonth()", "123")]
    [InlineData("timestamp(0).getHours('05:30') * 100 + timestamp(0).getMinutes('05:30')", "530")]
    [InlineData("timestamp(0).getHours('Nowhere/Land')", "!unknown time zone Nowhere/Land")]
    [InlineData("timestamp(0).getHours('01:75')", "!timezone offset minutes out of range [0, 59]: 01:75")]
    public void Evaluate_Times_GivesTheValueOrTheError(string text, string expected)
    {
        var compilation = CelEnvironment.Standard.Compile(text);
        Assert.True(compilation.Succeeded, compilation.IssueText);
        var value = compilation.Program.Evaluate(CelActivation.Empty, cancellationToken: TestContext.Current.CancellationToken).Value;
        Assert.Equal(expected, value is CelError error ? $"!{error.Message}" : value.ToString());
    }
}
