using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>From where a watch begins, what it tells besides changes, and how it ends.</summary>
public sealed class WatchSemanticsTests : IAsyncLifetime
{
    private static readonly WatchRequest All = new() { Resource = new("", "v1", "configmaps"), Namespace = "default" };

    private readonly FakeTimeProvider _time = new();
    private EngineFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _fixture = await EngineFixture.StartAsync(time: _time, store: new StoreOptions { HistoryLimit = 20, WatchBuffer = 8 });
        await _fixture.CreateAsync(EngineFixture.ConfigMap("a"));
        await _fixture.CreateAsync(EngineFixture.ConfigMap("b"));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    // The version's place: "" unset, "0" any, "first" when a was there and b not yet, "now".
    [Theory]
    [InlineData("", null, false, "+a +b +c")]
    [InlineData("", null, true, "+a +b = +c")]
    [InlineData("0", null, true, "+a +b = +c")]
    [InlineData("first", null, true, "+b +c")]
    [InlineData("now", null, true, "+c")]
    [InlineData("", true, true, "+a +b = +c")]
    [InlineData("0", true, true, "+a +b = +c")]
    [InlineData("first", true, true, "+a +b = +c")]
    [InlineData("first", true, false, "+a +b +c")]
    [InlineData("", false, true, "+c")]
    [InlineData("0", false, true, "+c")]
    [InlineData("first", false, true, "+b +c")]
    public async Task Watch_FromAVersion_BeginsWhereItShould(string from, bool? initial, bool bookmarks, string wanted)
    {
        var first = (await _fixture.Client.GetAsync(BuiltInTypes.ConfigMap, new ObjectKey("default", "a"), EngineFixture.Token)).Metadata;
        await using var watch = await WatchAsync(All with
        {
            ResourceVersion = from switch { "first" => first.ResourceVersion, "now" => Text(_fixture.Store.Revision), _ => from },
            ResourceVersionMatch = initial is null ? "" : "NotOlderThan",
            SendInitialEvents = initial,
            AllowWatchBookmarks = bookmarks,
        });

        await _fixture.CreateAsync(EngineFixture.ConfigMap("c"));

        Assert.Equal(wanted, Show(await ReadAsync(watch, wanted.Split(' ').Length)));
    }

    [Fact]
    public async Task Watch_ByAnOldPath_ShowsWhatThereIsWithoutABookmark()
    {
        await using var watch = await WatchAsync(All with { IsLegacyPath = true, Name = "b", AllowWatchBookmarks = true });

        await _fixture.CreateAsync(EngineFixture.ConfigMap("c"));
        await _fixture.DeleteAsync("b");

        Assert.Equal("+b -b", Show(await ReadAsync(watch, 2)));
    }

    [Fact]
    public async Task Watch_FromAVersionThatIsNotKept_TellsSoAsItsOnlyEvent()
    {
        await ChangeAsync(25);

        await using var watch = await WatchAsync(All with { ResourceVersion = "2" });

        var end = await Assert.ThrowsAsync<KubeApiException>(() => watch.WaitToReadAsync(EngineFixture.Token).AsTask());
        Assert.Equal((410, "Expired"), (end.Status.Code, end.Status.Reason));
        Assert.Equal($"too old resource version: 2 ({_fixture.Store.Revision - 20})", end.Message);
    }

    [Fact]
    public async Task Watch_OfTheStateOfTheFuture_TellsSoAsItsOnlyEvent()
    {
        await using var watch = await WatchAsync(All with
        {
            ResourceVersion = "9999", ResourceVersionMatch = "NotOlderThan", SendInitialEvents = true, AllowWatchBookmarks = true,
        });

        var end = await Assert.ThrowsAsync<KubeApiException>(() => watch.WaitToReadAsync(EngineFixture.Token).AsTask());
        Assert.Equal((504, "Timeout"), (end.Status.Code, end.Status.Reason));
    }

    [Fact]
    public async Task Watch_FromTheFuture_IsSilentUntilThen()
    {
        await using var watch = await WatchAsync(All with { ResourceVersion = Text(_fixture.Store.Revision + 2) });

        await ChangeAsync(3);

        var told = Assert.Single(await ReadAsync(watch, 1));
        Assert.Equal(Text(_fixture.Store.Revision), told.Object.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Watch_OfADeletion_ShowsTheLastStateAtTheDeletionSVersion()
    {
        var body = EngineFixture.ConfigMap("held");
        body["metadata"]!["finalizers"] = new System.Text.Json.Nodes.JsonArray("example.com/x");
        await _fixture.CreateAsync(body);
        await _fixture.DeleteAsync("held");
        await using var watch = await WatchAsync(All with { ResourceVersion = Text(_fixture.Store.Revision) });

        var answer = await _fixture.MergeAsync("held", """{"metadata":{"finalizers":null}}""");

        var gone = Assert.Single(await ReadAsync(watch, 1));
        Assert.Equal(WatchEventType.Deleted, gone.Type);
        Assert.Equal(Text(_fixture.Store.Revision), gone.Object.Metadata.ResourceVersion);
        Assert.Equal(["example.com/x"], gone.Object.Metadata.Finalizers);
        Assert.Empty(answer.Metadata.Finalizers);
    }

    [Fact]
    public async Task Watch_ByAField_TellsEnteringAndLeaving()
    {
        var secrets = new ResourceType(new GroupVersionKind("", "v1", "Pod"), "pods", Namespaced: true);
        await using var watch = await WatchAsync(new WatchRequest
        {
            Resource = new("", "v1", "pods"), FieldSelector = "spec.nodeName=n", ResourceVersion = Text(_fixture.Store.Revision),
        });
        var pod = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(
            """{"metadata":{"name":"p","namespace":"default"},"spec":{"nodeName":"n","containers":[{"name":"c","image":"i"}]}}""")!;

        await _fixture.CreateAsync(pod, secrets);
        await _fixture.MergeAsync("p", """{"metadata":{"labels":{"x":"y"}}}""", secrets);

        Assert.Equal("+p ~p", Show(await ReadAsync(watch, 2)));
    }

    [Fact]
    public async Task Watch_WithBookmarks_GetsOneEachMinuteAndOneBeforeItsEnd()
    {
        await using var watch = await WatchAsync(All with
        {
            ResourceVersion = Text(_fixture.Store.Revision), AllowWatchBookmarks = true, Timeout = TimeSpan.FromSeconds(90),
        });

        Assert.Equal("=", Show(await AfterAsync(60)));
        await _fixture.CreateAsync(EngineFixture.ConfigMap("c"));
        Assert.Equal("+c", Show(await ReadAsync(watch, 1)));
        var last = await AfterAsync(28);
        Assert.Equal("=", Show(last));
        Assert.Equal(Text(_fixture.Store.Revision), last[0].Object.Metadata.ResourceVersion);

        var more = watch.WaitToReadAsync(EngineFixture.Token);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(more.IsCompleted);
        await _fixture.CreateAsync(EngineFixture.ConfigMap("d"));
        Assert.True(await more);

        async Task<List<ResourceWatchEvent>> AfterAsync(int seconds)
        {
            var waiting = watch.WaitToReadAsync(EngineFixture.Token);
            _time.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.False(waiting.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await waiting);
            return await ReadAsync(watch, 1);
        }
    }

    [Fact]
    public async Task Watch_TooShortForABookmark_HasNone()
    {
        await using var watch = await WatchAsync(All with
        {
            ResourceVersion = Text(_fixture.Store.Revision), AllowWatchBookmarks = true, Timeout = TimeSpan.FromSeconds(1),
        });

        var waiting = watch.WaitToReadAsync(EngineFixture.Token);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Watch_ThatIsNotRead_IsCut_AndTheClientResumesWithoutGap()
    {
        var from = Text(_fixture.Store.Revision);
        await using var watch = await WatchAsync(All with { ResourceVersion = from });
        await ChangeAsync(12);

        var read = await ReadAsync(watch, int.MaxValue);
        Assert.Equal(8, read.Count);

        await using var resumed = await WatchAsync(All with { ResourceVersion = read[^1].Object.Metadata.ResourceVersion });
        read.AddRange(await ReadAsync(resumed, 4));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => Text(long.Parse(from, CultureInfo.InvariantCulture) + i)), VersionsOf(read));
    }

    [Fact]
    public async Task Watch_OfALargeState_SendsAllOfItInOrder()
    {
        for (var i = 0; i < 150; i++)
        {
            await _fixture.CreateAsync(EngineFixture.ConfigMap($"n{i:d3}"));
        }

        await using var watch = await WatchAsync(All with { AllowWatchBookmarks = true });

        var read = await ReadAsync(watch, 153);
        Assert.Equal(read.SkipLast(1).Select(e => e.Object.Metadata.Name).Order(StringComparer.Ordinal), read.SkipLast(1).Select(e => e.Object.Metadata.Name));
        Assert.Equal(WatchEventType.Bookmark, read[^1].Type);
    }

    private static string Text(long revision) => revision.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> VersionsOf(List<ResourceWatchEvent> events) => events.Select(e => e.Object.Metadata.ResourceVersion);

    private static string Show(List<ResourceWatchEvent> events) => string.Join(' ', events.Select(e => e.Type switch
    {
        WatchEventType.Added => "+",
        WatchEventType.Modified => "~",
        WatchEventType.Deleted => "-",
        _ => "=",
    } + e.Object.Metadata.Name));

    private async Task ChangeAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _fixture.MergeAsync("a", $$"""{"data":{"i":"{{i}}"} }""");
        }
    }

    private async Task<IResourceWatch> WatchAsync(WatchRequest request) => await _fixture.Server.WatchAsync(request, EngineFixture.Token);

    private static async Task<List<ResourceWatchEvent>> ReadAsync(IResourceWatch watch, int count)
    {
        var events = new List<ResourceWatchEvent>();
        while (true)
        {
            while (events.Count < count && watch.TryRead(out var next))
            {
                events.Add(next);
            }

            if (events.Count == count || !await watch.WaitToReadAsync(EngineFixture.Token))
            {
                return events;
            }
        }
    }
}
