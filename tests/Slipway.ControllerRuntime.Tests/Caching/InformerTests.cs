using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Queues;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.ControllerRuntime.Tests.Fakes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Caching;

public sealed class InformerTests : IAsyncLifetime
{
    private static readonly ResourceType ConfigMaps = BuiltInTypes.ConfigMap;

    private readonly FakeKubeServer _server = new();
    private readonly Channel<ObjectChange> _changes = Channel.CreateUnbounded<ObjectChange>();
    private readonly ObjectCache _cache;

    public InformerTests() => _cache = new ObjectCache(
        _server,
        new ObjectCacheOptions { Retry = new BackoffOptions { Base = TimeSpan.FromMilliseconds(1), Ceiling = TimeSpan.FromMilliseconds(5) } },
        TimeProvider.System,
        new NoRandom(),
        NullLoggerFactory.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    [Fact]
    public async Task ListAndWatch_TellEachChangeOnceInOrder()
    {
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "1"));
        Subscribe();
        Assert.Equal("+a=1 initial", await Next());
        await _server.Seed(ConfigMaps, Objects.ConfigMap("b", "1"));
        _server.Change(ConfigMaps, Objects.Key("a"), Value("2"));
        await _server.DeleteAsync(ConfigMaps, Objects.Key("b"), DeleteOptions.Default, Token);
        Assert.Equal(["+b=1", "a=1>2", "-b=1"], [await Next(), await Next(), await Next()]);
    }

    [Fact]
    public async Task WatchEnds_ResumesFromTheLastVersionWithoutListing()
    {
        var lists = 0;
        _server.BeforeList = _ => lists++;
        Subscribe();
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "1"));
        Assert.StartsWith("+a=1", await Next(), StringComparison.Ordinal);
        _server.EndWatches(ConfigMaps);
        _server.Change(ConfigMaps, Objects.Key("a"), Value("2"));
        Assert.Equal("a=1>2", await Next());
        Assert.Equal(1, lists);
    }

    [Fact]
    public async Task VersionExpired_ListsAgainAndSynthesizesWhatWasMissed()
    {
        await _server.Seed(ConfigMaps, Objects.ConfigMap("gone"));
        await _server.Seed(ConfigMaps, Objects.ConfigMap("changed", "1"));
        Subscribe();
        await Next();
        await Next();
        _server.HoldEvents();
        _server.RemoveSilently(ConfigMaps, Objects.Key("gone"));
        _server.Change(ConfigMaps, Objects.Key("changed"), Value("2"));
        await _server.Seed(ConfigMaps, Objects.ConfigMap("new", "1"));
        _server.EndWatches(ConfigMaps, FakeKubeServer.Fail(410, StatusReason.Gone), forget: true);
        Assert.Equal(["-gone=v", "changed=1>2", "+new=1"], [await Next(), await Next(), await Next()]);
    }

    [Fact]
    public async Task Namesake_SeenAfterAGap_IsADeletionAndANewObject()
    {
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "1"));
        Subscribe();
        await Next();
        _server.HoldEvents();
        _server.RemoveSilently(ConfigMaps, Objects.Key("a"));
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "2"));
        _server.EndWatches(ConfigMaps, FakeKubeServer.Fail(410, StatusReason.Gone), forget: true);
        Assert.Equal(["-a=1", "+a=2"], [await Next(), await Next()]);
    }

    [Fact]
    public async Task KindNotInstalled_ReadsAreUnknownUntilItIs()
    {
        var installed = false;
        _server.BeforeList = _ =>
        {
            if (!Volatile.Read(ref installed))
            {
                throw FakeKubeServer.Fail(404, StatusReason.NotFound);
            }
        };
        var read = await _cache.GetAsync(ConfigMaps, Objects.Key("a"), Token);
        Assert.IsType<Observed<KubeObject>.Unknown>(read);
        await Assert.ThrowsAsync<KubeApiException>(async () => await _cache.ListAsync(ConfigMaps, null, null, Token));
        Volatile.Write(ref installed, true);
        await _cache.WaitForSyncAsync(Token);
        Assert.IsType<Observed<KubeObject>.Absent>(await _cache.GetAsync(ConfigMaps, Objects.Key("a"), Token));
    }

    [Fact]
    public async Task Bookmark_MovesTheVersionSeen()
    {
        Subscribe();
        await _cache.WaitForSyncAsync(Token);
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "1"));
        await Next();
        var before = _cache.LastSeenVersion(ConfigMaps);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = $"{long.Parse(before!) + 1}";
        Assert.NotNull(_cache.InformerOf(ConfigMaps).Expect(Objects.Key("z"), new Expectation.Written(next), seen.SetResult));
        _server.Bookmark(ConfigMaps);
        await seen.Task.WaitAsync(Token);
        Assert.Equal(next, _cache.LastSeenVersion(ConfigMaps));
    }

    [Fact]
    public async Task Indexes_FollowEveryChange()
    {
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "1", cluster: "c1"));
        _cache.AddIndex(ConfigMaps, "value", o => [(string)o.ToJsonObject()["data"]!["k"]!]);
        Assert.Equal(["a"], await Names(ObjectIndexes.Cluster, "default/c1"));
        Assert.Equal(["a"], await Names("value", "1"));
        Subscribe();
        await Next();
        _server.Change(ConfigMaps, Objects.Key("a"), Value("2"));
        await Next();
        Assert.Empty(await Names("value", "1"));
        Assert.Equal(["a"], await Names("value", "2"));
        await Assert.ThrowsAsync<ArgumentException>(() => Names("colour", "red"));
    }

    [Fact]
    public async Task Handler_Throws_OthersAreToldAndTheWatchGoesOn()
    {
        Subscribe();
        using var bad = _cache.Subscribe(ConfigMaps, _ => throw new InvalidOperationException("a bug"));
        await _server.Seed(ConfigMaps, Objects.ConfigMap("a", "1"));
        await _server.Seed(ConfigMaps, Objects.ConfigMap("b", "1"));
        Assert.StartsWith("+a=1", await Next(), StringComparison.Ordinal);
        Assert.StartsWith("+b=1", await Next(), StringComparison.Ordinal);
    }

    private static JsonObject Value(string value) => new() { ["data"] = new JsonObject { ["k"] = value } };

    private void Subscribe() => _cache.Subscribe(ConfigMaps, change => _changes.Writer.TryWrite(change));

    private async Task<string[]> Names(string index, string value) =>
        [.. (await _cache.ListByIndexAsync(ConfigMaps, index, value, Token)).Select(o => o.Metadata.Name)];

    /// <summary>The next change: <c>+name=value</c> for new, <c>-name=value</c> for gone, <c>name=old>new</c> for changed.</summary>
    private async Task<string> Next()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var change = await _changes.Reader.ReadAsync(limit.Token);
        var text = change switch
        {
            { Old: null } => $"+{change.New!.Metadata.Name}={ValueOf(change.New)}",
            { New: null } => $"-{change.Old.Metadata.Name}={ValueOf(change.Old)}",
            _ => $"{change.New.Metadata.Name}={ValueOf(change.Old)}>{ValueOf(change.New)}",
        };
        return change.IsInitial ? $"{text} initial" : text;
    }

    private static string? ValueOf(KubeObject obj) => (string?)obj.ToJsonObject()["data"]!["k"];
}
