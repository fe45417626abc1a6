using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Http;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http;

public sealed class RequestTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("", 60)]
    [InlineData("10s", 10)]
    [InlineData("1.5s", 1.5)]
    [InlineData("+250ms", 0.25)]
    [InlineData("1m", 60)]
    [InlineData("2h", 60)]
    [InlineData("0", 60)]
    [InlineData("0s", 60)]
    [InlineData("-5s", 60)]
    [InlineData("20s30ms", 20.03)]
    public void Of_ADuration_IsThatWithinTheLimit(string text, double seconds) =>
        Assert.Equal(seconds, RequestTimeout.Of(text, Limit).TotalSeconds, precision: 6);

    [Theory]
    [InlineData("abc", "invalid duration \"abc\"")]
    [InlineData("10", "missing unit in duration \"10\"")]
    [InlineData("10x", "unknown unit \"x\" in duration \"10x\"")]
    [InlineData("-", "invalid duration \"-\"")]
    [InlineData(".s", "invalid duration \".s\"")]
    [InlineData("1s2", "missing unit in duration \"1s2\"")]
    public void Of_NoDuration_IsRefusedInGoSWords(string text, string why)
    {
        var refusal = Assert.Throws<KubeApiException>(() => RequestTimeout.Of(text, Limit));

        Assert.Equal(
            (400, "invalid timeout specified in the request URL - time: " + why), (refusal.Status.Code, refusal.Message));
    }

    [Fact]
    public void Deadline_ThatPasses_CancelsTheRequest_AndNotTheNextOne()
    {
        var time = new FakeTimeProvider();
        var deadlines = new RequestDeadlines(time);
        var context = new DefaultHttpContext();
        using (var deadline = deadlines.Start(context, TimeSpan.FromSeconds(2)))
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.False(context.RequestAborted.IsCancellationRequested);
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(context.RequestAborted.IsCancellationRequested);
            Assert.True(deadline.HasPassed);
        }

        Assert.False(context.RequestAborted.IsCancellationRequested);
        using (var next = deadlines.Start(context, TimeSpan.FromSeconds(2)))
        {
            Assert.False(next.HasPassed);
            Assert.False(context.RequestAborted.IsCancellationRequested);
        }
    }

    [Fact]
    public void Deadline_OfAClientThatGoes_CancelsWithoutHavingPassed()
    {
        using var client = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = client.Token };
        using var deadline = new RequestDeadlines(TimeProvider.System).Start(context, Limit);

        client.Cancel();

        Assert.True(context.RequestAborted.IsCancellationRequested);
        Assert.False(deadline.HasPassed);
    }

    [Fact]
    public async Task Request_ThatTakesTooLong_TimesOut()
    {
        await using var front = await FrontFixture.StartAsync();
        front.Engine.Delay = Timeout.InfiniteTimeSpan;

        var (code, body, _) = await front.SendAsync("GET", "/api/v1/namespaces/ns/configmaps/a?timeout=50ms");

        Assert.Equal(504, code);
        Assert.Equal(
            """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: request did not complete within the allotted timeout","reason":"Timeout","details":{},"code":504}""",
            body);
    }
}
