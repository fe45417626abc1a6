using System.Buffers.Binary;
using System.Text;
using Slipway.ApiServer.Protobuf;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Http;

public sealed class ProtobufAnswerTests : IAsyncLifetime
{
    private const string Accept = "application/vnd.kubernetes.protobuf,application/json";
    private const string Collection = "/api/v1/namespaces/ns/configmaps";

    private FrontFixture _front = null!;

    public async ValueTask InitializeAsync() => _front = await FrontFixture.StartAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task Get_InProtobuf_IsTheObject()
    {
        var (type, json) = await GetAsync(Collection + "/a", Accept);

        Assert.Equal(("application/vnd.kubernetes.protobuf", Encoding.UTF8.GetString(ScriptedEngine.ConfigMap.Json.Span)), (type, json));
    }

    [Fact]
    public async Task List_OfMetadataInProtobuf_HasMetadataOnly()
    {
        var (_, json) = await GetAsync(Collection, "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");

        Assert.Equal(
            """{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},"items":[{"metadata":{"name":"a","namespace":"ns","resourceVersion":"7"}},{"metadata":{"name":"a","namespace":"ns","resourceVersion":"7"}}]}""",
            json);
    }

    [Fact]
    public async Task AFailure_InProtobuf_IsAStatus()
    {
        _front.Engine.Failure = new KubeApiException(new KubeStatus(404, StatusReason.NotFound, "none") { Details = new StatusDetails { Name = "a" } });

        var (_, json) = await GetAsync(Collection + "/a", Accept);

        Assert.Equal(
            """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"none","reason":"NotFound","details":{"name":"a"},"code":404}""",
            json);
    }

    [Fact]
    public async Task List_ForAMetadataOfOneObject_IsNotAcceptable()
    {
        var (code, body, _) = await _front.SendAsync("GET", Collection, accept: "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");

        Assert.Equal(406, code);
        Assert.Contains("you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_InProtobuf_GivesTheEngineJson()
    {
        using var content = new ByteArrayContent(Encode(ScriptedEngine.ConfigMap));
        content.Headers.ContentType = new("application/vnd.kubernetes.protobuf");

        using var response = await _front.Admin.PostAsync(new Uri(Collection, UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(201, (int)response.StatusCode);
        var request = Assert.IsType<CreateRequest>(_front.Engine.Last);
        Assert.Equal(ScriptedEngine.ConfigMap.Json.Span, request.Body.Utf8.Span);
    }

    [Fact]
    public async Task Watch_InProtobuf_SendsFramesOfEvents()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Collection + "?watch=true");
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        using var response = await _front.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        _front.Engine.Events.Writer.TryWrite(new ResourceWatchEvent(WatchEventType.Modified, ScriptedEngine.ConfigMap));
        _front.Engine.Events.Writer.Complete(new KubeApiException(new KubeStatus(410, StatusReason.Expired, "too old")));

        Assert.Equal("application/vnd.kubernetes.protobuf;stream=watch", response.Content.Headers.ContentType?.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(("MODIFIED", Encoding.UTF8.GetString(ScriptedEngine.ConfigMap.Json.Span)), await ReadFrameAsync(stream));
        Assert.Equal(
            ("ERROR", """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old","reason":"Expired","code":410}"""),
            await ReadFrameAsync(stream));
        Assert.Equal(-1, stream.ReadByte());
    }

    private static async Task<(string Type, string Json)> ReadFrameAsync(Stream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length, TestContext.Current.CancellationToken);
        var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(frame, TestContext.Current.CancellationToken);
        return ReadEvent(frame);
    }

    private static (string Type, string Json) ReadEvent(byte[] frame)
    {
        var input = new ProtobufInput(frame);
        var type = Encoding.UTF8.GetString(input.ReadField().Run);
        var extension = new ProtobufInput(input.ReadField().Run);
        return (type, Encoding.UTF8.GetString(ProtobufBody.ToJson(extension.ReadField().Run).Span));
    }

    private static byte[] Encode(KubeObject obj)
    {
        using var output = new ProtobufOutput(64);
        ProtobufBody.Write(output, obj.Kind, obj.Json.Span);
        return output.Written.ToArray();
    }

    private async Task<(string? Type, string Json)> GetAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _front.Admin.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (response.Content.Headers.ContentType?.ToString(), Encoding.UTF8.GetString(ProtobufBody.ToJson(body).Span));
    }
}
