using System.Diagnostics;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Http;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Tests.Hosting;

/// <summary>An endpoint that closes: nobody new comes, what is under way is finished, and watches end as they do when their time is up.</summary>
public sealed class GracefulEndTests : IAsyncLifetime
{
    private const string Object = "/api/v1/namespaces/ns/configmaps/a";

    private FrontFixture _front = null!;

    public async ValueTask InitializeAsync() => _front = await FrontFixture.StartAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Close_WithAWatch_EndsItsStreamWhole(int http)
    {
        using var request = Request("/api/v1/namespaces/ns/configmaps?watch=1", http);
        using var response = await _front.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        _front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Added, ScriptedEngine.ConfigMap));
        Assert.NotNull(await lines.ReadLineAsync(TestContext.Current.CancellationToken));

        await _front.Endpoint.DisposeAsync();

        Assert.Null(await lines.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Close_WithARequestUnderWay_LetsItFinish(int http)
    {
        _front.Engine.Delay = TimeSpan.FromMilliseconds(300);
        using var request = Request(Object, http);
        var answer = _front.Admin.SendAsync(request, TestContext.Current.CancellationToken);
        await _front.Engine.Asked;

        await _front.Endpoint.DisposeAsync();

        Assert.Equal(200, (int)(await answer).StatusCode);
    }

    [Fact]
    public async Task Close_WithIdleConnectionsOnly_IsQuick()
    {
        await _front.SendAsync("GET", Object);
        var watch = Stopwatch.StartNew();

        await _front.Endpoint.DisposeAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Close_WithARequestThatHangs_DoesNotWaitForEver()
    {
        _front.Engine.Delay = Timeout.InfiniteTimeSpan;
        using var request = Request(Object, 2);
        var answer = _front.Admin.SendAsync(request, TestContext.Current.CancellationToken);
        await _front.Engine.Asked;

        await _front.Endpoint.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => answer);
    }

    private static HttpRequestMessage Request(string path, int http) => new(HttpMethod.Get, path)
    {
        Version = new Version(http, http == 1 ? 1 : 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
