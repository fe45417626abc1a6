using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Tests.Http;

public sealed class WatchAnswerTests : IAsyncLifetime
{
    private const string Path = "/api/v1/namespaces/ns/configmaps?watch=true";

    private FrontFixture _front = null!;

    public async ValueTask InitializeAsync() => _front = await FrontFixture.StartAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task Watch_WithAnEvent_SendsItAtOnceAsALine()
    {
        using var lines = await OpenAsync(Path + "&resourceVersion=5&allowWatchBookmarks=true", "application/json");

        _front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Added, ScriptedEngine.ConfigMap));

        Assert.StartsWith("""{"type":"ADDED","object":{"kind":"ConfigMap",""", await lines.ReadLineAsync(), StringComparison.Ordinal);
        var request = Assert.IsType<WatchRequest>(_front.Engine.Last);
        Assert.Equal(("5", true), (request.ResourceVersion, request.AllowWatchBookmarks));
    }

    [Fact]
    public async Task Watch_AsTable_SendsColumnsOnce()
    {
        using var lines = await OpenAsync(Path, "application/json;as=Table;v=v1;g=meta.k8s.io");

        _front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Added, ScriptedEngine.ConfigMap));
        _front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Deleted, ScriptedEngine.ConfigMap));

        Assert.Equal("""{"type":"ADDED","object":{"kind":"Table","rows":1,"columns":true,"include":"Metadata"}}""", await lines.ReadLineAsync());
        Assert.Equal("""{"type":"DELETED","object":{"kind":"Table","rows":1,"columns":false,"include":"Metadata"}}""", await lines.ReadLineAsync());
    }

    [Fact]
    public async Task Watch_ThatCannotGoOn_EndsWithAnError()
    {
        using var lines = await OpenAsync(Path, "application/json");

        _front.Engine.Events.Writer.Complete(new Kubernetes.Errors.KubeApiException(new(410, "Expired", "too old")));

        Assert.Equal(
            """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old","reason":"Expired","code":410}}""",
            await lines.ReadLineAsync());
        Assert.Null(await lines.ReadLineAsync());
    }

    [Fact]
    public async Task Watch_WhoseTimeIsUp_EndsCleanly()
    {
        using var lines = await OpenAsync(Path + "&timeoutSeconds=1", "application/json");

        Assert.Null(await lines.ReadLineAsync());
    }

    [Fact]
    public async Task Watch_WhenTheEndpointCloses_Ends()
    {
        using var lines = await OpenAsync(Path, "application/json");

        await _front.Endpoint.DisposeAsync();

        var end = await Record.ExceptionAsync(async () => Assert.Null(await lines.ReadLineAsync()));
        Assert.True(end is null or IOException or HttpRequestException, end?.ToString());
    }

    private async Task<StreamReader> OpenAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await _front.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }
}
