using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public class WatchAndListTests
{
    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");

    [Fact]
    public async Task Watch_WithSelector_TellsEnteringAndLeaving()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await using var watch = await WatchAsync(fixture, new WatchRequest
        {
            Resource = ConfigMaps, Namespace = "default", LabelSelector = "app=x", ResourceVersion = Now(fixture),
        });

        await fixture.CreateAsync(EngineFixture.ConfigMap("a"));
        await fixture.MergeAsync("a", """{"metadata":{"labels":{"app":"x"}}}""");
        await fixture.MergeAsync("a", """{"data":{"k":"v"}}""");
        var left = await fixture.MergeAsync("a", """{"metadata":{"labels":null}}""");

        var events = await ReadAsync(watch, 3);
        Assert.Equal([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted], events.Select(e => e.Type));
        Assert.Equal(left.Metadata.ResourceVersion, events[2].Object.Metadata.ResourceVersion);
        Assert.Equal("x", events[2].Object.Metadata.Labels["app"]);
    }

    [Fact]
    public async Task Watch_WithInitialEvents_EndsThemWithABookmark()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(EngineFixture.ConfigMap("a"));

        await using var watch = await WatchAsync(fixture, new WatchRequest
        {
            Resource = ConfigMaps,
            Namespace = "default",
            SendInitialEvents = true,
            ResourceVersionMatch = "NotOlderThan",
            AllowWatchBookmarks = true,
        });

        var events = await ReadAsync(watch, 2);
        Assert.Equal([WatchEventType.Added, WatchEventType.Bookmark], events.Select(e => e.Type));
        Assert.Equal("true", events[1].Object.Metadata.Annotations["k8s.io/initial-events-end"]);
    }

    [Fact]
    public async Task Watch_ByTwo_SharesTheBytes()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var request = new WatchRequest { Resource = ConfigMaps, Namespace = "default", ResourceVersion = Now(fixture) };
        await using var one = await WatchAsync(fixture, request);
        await using var two = await WatchAsync(fixture, request);

        await fixture.CreateAsync(EngineFixture.ConfigMap("a"));

        Assert.True((await ReadAsync(one, 1))[0].Object.Json.Equals((await ReadAsync(two, 1))[0].Object.Json));
    }

    [Fact]
    public async Task List_InPages_ShowsOneMoment()
    {
        await using var fixture = await EngineFixture.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await fixture.CreateAsync(EngineFixture.ConfigMap(name));
        }

        var first = await fixture.Client.ListAsync(BuiltInTypes.ConfigMap, "default", new ListOptions { Limit = 2 }, EngineFixture.Token);
        await fixture.CreateAsync(EngineFixture.ConfigMap("d"));
        var second = await fixture.Client.ListAsync(
            BuiltInTypes.ConfigMap, "default", new ListOptions { Limit = 2, Continue = first.Continue }, EngineFixture.Token);

        Assert.Equal(["a", "b", "c"], first.Items.Concat(second.Items).Select(o => o.Metadata.Name));
        Assert.Equal(first.ResourceVersion, second.ResourceVersion);
        Assert.Null(second.Continue);
    }

    [Theory]
    [InlineData("app===", "", "unable to parse requirement")]
    [InlineData("", "data.k=1", "\"data.k\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")]
    public async Task List_WithABadSelector_IsABadRequest(string labels, string fields, string text)
    {
        await using var fixture = await EngineFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.Client.ListAsync(
            BuiltInTypes.ConfigMap, "default", new ListOptions { LabelSelector = labels, FieldSelector = fields }, EngineFixture.Token));

        Assert.Equal(400, refusal.Status.Code);
        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
    }

    private static string Now(EngineFixture fixture) => fixture.Store.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IResourceWatch> WatchAsync(EngineFixture fixture, WatchRequest request) =>
        await fixture.Server.WatchAsync(request, EngineFixture.Token);

    private static async Task<List<ResourceWatchEvent>> ReadAsync(IResourceWatch watch, int count)
    {
        var events = new List<ResourceWatchEvent>();
        while (events.Count < count && await watch.WaitToReadAsync(EngineFixture.Token))
        {
            while (events.Count < count && watch.TryRead(out var next))
            {
                events.Add(next);
            }
        }

        return events;
    }
}
