using Microsoft.Extensions.Time.Testing;
using Slipway.Core.Clusters;

namespace Slipway.Core.Tests.Clusters;

public sealed class SilenceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Silence _silence;

    public SilenceTests() => _silence = new Silence(TimeSpan.FromSeconds(5), _time);

    [Fact]
    public void Begin_WhileOthersWaitForLong_IsRefusedAndSaysForHowLong()
    {
        _silence.Begin();
        _time.Advance(TimeSpan.FromSeconds(5));
        _silence.Begin();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Contains("others have waited for 7 s", Assert.Throws<HttpRequestException>(_silence.Begin).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_AfterAnAnswerToAnother_IsLet()
    {
        _silence.Begin();
        _silence.Begin();
        _time.Advance(TimeSpan.FromSeconds(6));
        _silence.Break();
        _silence.End();

        _silence.Begin();
    }

    [Fact]
    public void Begin_OnceAllHaveGivenUp_IsATry()
    {
        _silence.Begin();
        _time.Advance(TimeSpan.FromSeconds(30));
        _silence.End();

        _silence.Begin();
        _time.Advance(TimeSpan.FromSeconds(4));
        _silence.Begin();
    }
}
