using System.Text;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;

namespace Slipway.Kubernetes.Tests.Http;

public sealed class WatchStreamReaderTests
{
    private const string Object = """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"7"}}""";

    [Fact]
    public async Task Read_EveryType_GivesItsObjectsBytes()
    {
        var events = await ReadAsync(
            $"{{\"type\":\"ADDED\",\"object\":{Object}}}\n{{\"object\":{Object},\"type\":\"MODIFIED\"}}\n\n"
            + $"{{\"type\":\"DELETED\",\"object\":{Object}}}\n{{\"type\":\"BOOKMARK\",\"object\":{Object}}}\n{{\"type\":\"NEW\",\"object\":{Object}}}\n");

        Assert.Equal(
            [WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted, WatchEventType.Bookmark], events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal(Object, Encoding.UTF8.GetString(e.Object.Json.Span)));
    }

    [Fact]
    public async Task Read_AnObjectLargerThanTheBuffer_IsWhole()
    {
        var large = "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"data\":{\"k\":\"" + new string('x', 200_000) + "\"}}";

        var only = Assert.Single(await ReadAsync($"{{\"type\":\"ADDED\",\"object\":{large}}}\n"));

        Assert.Equal(large, Encoding.UTF8.GetString(only.Object.Json.Span));
    }

    [Fact]
    public async Task Read_AnError_IsThrownAsStatus()
    {
        var expired = await Assert.ThrowsAsync<KubeApiException>(() => ReadAsync(
            """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old","reason":"Expired","code":410}}""" + "\n"));

        Assert.True(expired.IsExpired);
    }

    [Fact]
    public async Task Read_NoEvent_IsAnIOException() => await Assert.ThrowsAsync<IOException>(() => ReadAsync("<html>\n"));

    private static async Task<List<WatchEvent>> ReadAsync(string text)
    {
        var events = new List<WatchEvent>();
        await foreach (var next in WatchStreamReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken))
        {
            events.Add(next);
        }

        return events;
    }
}
