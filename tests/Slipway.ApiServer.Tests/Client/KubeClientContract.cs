using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Client;

/// <summary>What every <see cref="IKubeClient"/> keeps, whatever lies between it and the engine.</summary>
public abstract class KubeClientContract : IAsyncLifetime
{
    private const string Ns = "default";

    private static readonly ResourceType ConfigMaps = BuiltInTypes.ConfigMap;

    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(30));
    private TestPlane _plane = null!;
    private IKubeClient _client = null!;

    private protected CancellationToken Deadline => _deadline.Token;

    private protected IKubeClient Client => _client;

    public async ValueTask InitializeAsync()
    {
        _plane = await TestPlane.StartAsync();
        _client = CreateClient(_plane);
    }

    public async ValueTask DisposeAsync()
    {
        (_client as IDisposable)?.Dispose();
        await _plane.DisposeAsync();
        _deadline.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Create_ThenGet_GivesTheSameObject()
    {
        var created = await CreateAsync("a", new() { ["k"] = "v" });
        var read = await _client.GetAsync(ConfigMaps, Key("a"), Deadline);

        Assert.NotEmpty(created.Metadata.Uid);
        Assert.Equal(created.Metadata.ResourceVersion, read.Metadata.ResourceVersion);
        Assert.Equal("v", read.ToJsonObject()["data"]!["k"]!.GetValue<string>());
        Assert.Equal(ConfigMaps.Kind, read.Kind);
    }

    [Fact]
    public async Task Get_OfNothing_IsNotFound()
    {
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _client.GetAsync(ConfigMaps, Key("none"), Deadline));

        Assert.True(refused.IsNotFound);
        Assert.Equal(("none", "configmaps"), (refused.Status.Details?.Name, refused.Status.Details?.Kind));
    }

    [Fact]
    public async Task Create_OfWhatIsThere_SaysSo()
    {
        await CreateAsync("a");

        Assert.True((await Assert.ThrowsAsync<KubeApiException>(() => CreateAsync("a"))).IsAlreadyExists);
    }

    [Fact]
    public async Task Create_DryRun_StoresNothing()
    {
        await _client.CreateAsync(ConfigMaps, Body("a"), new WriteOptions { DryRun = true }, Deadline);

        Assert.Null(await _client.FindAsync(ConfigMaps, Key("a"), Deadline));
    }

    [Fact]
    public async Task Create_StrictWithAnUnknownField_NamesIt()
    {
        var body = Body("a");
        body["dta"] = new JsonObject();

        var refused = await Assert.ThrowsAsync<KubeApiException>(
            () => _client.CreateAsync(ConfigMaps, body, new WriteOptions { FieldValidation = "Strict" }, Deadline));

        Assert.True(refused.IsInvalid);
        Assert.Contains("\"dta\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_FromAnOldVersion_Conflicts()
    {
        var old = await CreateAsync("a");
        var changed = old.ToJsonObject();
        changed["data"] = new JsonObject { ["k"] = "1" };
        await _client.UpdateAsync(ConfigMaps, changed, WriteOptions.Default, Deadline);

        var refused = await Assert.ThrowsAsync<KubeApiException>(
            () => _client.UpdateAsync(ConfigMaps, old.ToJsonObject(), WriteOptions.Default, Deadline));

        Assert.True(refused.IsConflict);
    }

    [Theory]
    [InlineData(PatchType.Merge, """{"data":{"k":"2"}}""")]
    [InlineData(PatchType.StrategicMerge, """{"data":{"k":"2"}}""")]
    [InlineData(PatchType.Json, """[{"op":"replace","path":"/data/k","value":"2"}]""")]
    public async Task Patch_OfEachKind_ChangesTheField(PatchType type, string patch)
    {
        await CreateAsync("a", new() { ["k"] = "1", ["l"] = "1" });

        var patched = await _client.PatchAsync(ConfigMaps, Key("a"), new KubePatch(type, JsonNode.Parse(patch)!), WriteOptions.Default, Deadline);

        Assert.Equal("""{"k":"2","l":"1"}""", patched.ToJsonObject()["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Apply_ByTwoManagers_ConflictsUntilForced()
    {
        var first = await ApplyAsync("one", "1", force: false);
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => ApplyAsync("two", "2", force: false));
        var forced = await ApplyAsync("two", "2", force: true);

        Assert.NotEmpty(first.Metadata.Uid);
        Assert.True(refused.IsConflict);
        Assert.Equal("2", forced.ToJsonObject()["data"]!["k"]!.GetValue<string>());
    }

    [Fact]
    public async Task Status_OfANode_IsWrittenApart()
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "n" }, ["apiVersion"] = "v1", ["kind"] = "Node" };
        await _client.CreateAsync(BuiltInTypes.Node, body, WriteOptions.Default, Deadline);

        var patch = KubePatch.Merge(new() { ["status"] = new JsonObject { ["phase"] = "Running" }, ["spec"] = new JsonObject { ["providerID"] = "x" } });
        var patched = await _client.PatchAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped("n"), patch, WriteOptions.Status, Deadline);

        Assert.Equal("Running", patched.ToJsonObject()["status"]!["phase"]!.GetValue<string>());
        Assert.Null(patched.ToJsonObject()["spec"]?["providerID"]);
    }

    [Fact]
    public async Task List_ByLabelAndPage_GivesAllOfThemOnce()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            await CreateAsync(name, labels: new() { ["even"] = name is "b" or "d" ? "yes" : "no" });
        }

        var even = await _client.ListAsync(ConfigMaps, Ns, new ListOptions { LabelSelector = "even=yes" }, Deadline);
        var first = await _client.ListAsync(ConfigMaps, Ns, new ListOptions { LabelSelector = "even", Limit = 3 }, Deadline);
        var second = await _client.ListAsync(ConfigMaps, Ns, new ListOptions { LabelSelector = "even", Limit = 3, Continue = first.Continue }, Deadline);

        Assert.Equal(["b", "d"], even.Items.Select(o => o.Metadata.Name));
        Assert.Equal(["a", "b", "c", "d"], first.Items.Concat(second.Items).Select(o => o.Metadata.Name));
        Assert.Null(second.Continue);
        Assert.All(even.Items, o => Assert.Equal(ConfigMaps.Kind, o.Kind));
    }

    [Fact]
    public async Task List_OfAllNamespaces_CrossesThem()
    {
        await CreateAsync("a");
        await _client.CreateAsync(ConfigMaps, Body("b", "kube-system"), WriteOptions.Default, Deadline);

        var all = await _client.ListAsync(ConfigMaps, ns: null, ListOptions.All, Deadline);

        Assert.Superset(new HashSet<string> { "default/a", "kube-system/b" }, all.Items.Select(o => o.Key.ToString()).ToHashSet());
    }

    [Fact]
    public async Task Watch_FromAList_TellsWhatFollowsInOrder()
    {
        await CreateAsync("before");
        var list = await _client.ListAsync(ConfigMaps, Ns, ListOptions.All, Deadline);
        await using var watch = _client.WatchAsync(ConfigMaps, Ns, new WatchOptions { ResourceVersion = list.ResourceVersion }, Deadline).GetAsyncEnumerator(Deadline);

        await CreateAsync("a");
        await ExpectAsync(watch, WatchEventType.Added, "a");
        await _client.PatchAsync(ConfigMaps, Key("a"), KubePatch.Merge(new() { ["data"] = new JsonObject { ["k"] = "v" } }), WriteOptions.Default, Deadline);
        var modified = await ExpectAsync(watch, WatchEventType.Modified, "a");
        await _client.DeleteAsync(ConfigMaps, Key("a"), DeleteOptions.Default, Deadline);
        var deleted = await ExpectAsync(watch, WatchEventType.Deleted, "a");

        Assert.True(long.Parse(deleted.Object.Metadata.ResourceVersion) > long.Parse(modified.Object.Metadata.ResourceVersion));
    }

    [Fact]
    public async Task Watch_FromNothing_BeginsWithWhatThereIs()
    {
        await CreateAsync("a", labels: new() { ["app"] = "x" });
        await CreateAsync("b");

        await using var watch = _client.WatchAsync(ConfigMaps, Ns, new WatchOptions { LabelSelector = "app=x" }, Deadline).GetAsyncEnumerator(Deadline);

        await ExpectAsync(watch, WatchEventType.Added, "a");
        await _client.PatchAsync(
            ConfigMaps, Key("b"), KubePatch.Merge(new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "x" } } }), WriteOptions.Default, Deadline);
        await ExpectAsync(watch, WatchEventType.Added, "b");
    }

    [Fact]
    public async Task Watch_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        await CreateAsync("a");
        await using var watch = _client.WatchAsync(ConfigMaps, Ns, new WatchOptions(), stop.Token).GetAsyncEnumerator(stop.Token);
        await watch.MoveNextAsync();

        var next = watch.MoveNextAsync().AsTask();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await next)
            {
                next = watch.MoveNextAsync().AsTask();
            }

            stop.Token.ThrowIfCancellationRequested();
        });
    }

    [Fact]
    public async Task Watch_FromAVersionThatIsNoNumber_IsRefused()
    {
        await using var watch = _client.WatchAsync(ConfigMaps, Ns, new WatchOptions { ResourceVersion = "abc" }, Deadline).GetAsyncEnumerator(Deadline);

        var refused = await Assert.ThrowsAsync<KubeApiException>(() => watch.MoveNextAsync().AsTask());

        Assert.Contains("\"abc\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WithAnothersUid_Conflicts()
    {
        var created = await CreateAsync("a");

        var refused = await Assert.ThrowsAsync<KubeApiException>(
            () => _client.DeleteAsync(ConfigMaps, Key("a"), new DeleteOptions { Uid = "another" }, Deadline));
        await _client.DeleteAsync(ConfigMaps, Key("a"), new DeleteOptions { Uid = created.Metadata.Uid }, Deadline);

        Assert.True(refused.IsConflict);
        Assert.Null(await _client.FindAsync(ConfigMaps, Key("a"), Deadline));
    }

    [Fact]
    public async Task Delete_HeldByAFinalizer_WaitsForIt()
    {
        var body = Body("a");
        body["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await _client.CreateAsync(ConfigMaps, body, WriteOptions.Default, Deadline);

        await _client.DeleteAsync(ConfigMaps, Key("a"), new DeleteOptions { Propagation = PropagationPolicy.Foreground }, Deadline);
        Assert.True((await _client.GetAsync(ConfigMaps, Key("a"), Deadline)).IsDeleting);
        await _client.PatchAsync(
            ConfigMaps, Key("a"), KubePatch.Merge(new() { ["metadata"] = new JsonObject { ["finalizers"] = null } }), WriteOptions.Default, Deadline);

        Assert.Null(await _client.FindAsync(ConfigMaps, Key("a"), Deadline));
    }

    [Fact]
    public async Task Names_WithSignsOfUrls_AreNotMistaken()
    {
        var key = ObjectKey.ClusterScoped("system:a?b#c%2F");
        var body = new JsonObject { ["apiVersion"] = "rbac.authorization.k8s.io/v1", ["kind"] = "ClusterRole", ["metadata"] = new JsonObject { ["name"] = "system:a" } };
        await _client.CreateAsync(BuiltInTypes.ClusterRole, body, WriteOptions.Default, Deadline);

        Assert.Equal("system:a", (await _client.GetAsync(BuiltInTypes.ClusterRole, ObjectKey.ClusterScoped("system:a"), Deadline)).Metadata.Name);
        Assert.Null(await _client.FindAsync(BuiltInTypes.ClusterRole, key, Deadline));
    }

    [Fact]
    public async Task Raw_Version_IsTheServers() =>
        Assert.Equal("v1.32.0", JsonNode.Parse(await _client.GetRawAsync("/version", Deadline))!["gitVersion"]!.GetValue<string>());

    [Fact]
    public async Task Eviction_OfAPod_RemovesIt()
    {
        await CreatePodAsync();
        var eviction = new JsonObject
        {
            ["apiVersion"] = "policy/v1",
            ["kind"] = "Eviction",
            ["metadata"] = new JsonObject { ["name"] = "p", ["namespace"] = Ns },
            ["deleteOptions"] = new JsonObject { ["gracePeriodSeconds"] = 0 },
        };

        var answer = await _client.CreateSubresourceAsync(BuiltInTypes.Pod, Key("p"), "eviction", eviction, Deadline);

        Assert.Equal("Status", answer["kind"]!.GetValue<string>());
        Assert.Null(await _client.FindAsync((ResourceType)BuiltInTypes.Pod, Key("p"), Deadline));
    }

    [Fact]
    public async Task PortForward_ToAListeningPort_IsAByteStream()
    {
        await CreatePodAsync();
        await using var stream = await _client.PortForwardAsync(Key("p"), 7, Deadline);
        var sent = new byte[100_000];
        new Span<byte>(sent).Fill(42);

        var writing = stream.WriteAsync(sent, Deadline).AsTask();
        var received = new byte[sent.Length];
        await stream.ReadExactlyAsync(received, Deadline);
        await writing;

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task PortForward_ToAClosedPort_SaysWhy()
    {
        await CreatePodAsync();

        var failure = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await using var stream = await _client.PortForwardAsync(Key("p"), 8, Deadline);
            await stream.ReadExactlyAsync(new byte[1], Deadline);
        });

        Assert.Contains("does not listen at 8", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortForward_ToNoPod_IsNotFound() =>
        Assert.True((await Assert.ThrowsAsync<KubeApiException>(() => _client.PortForwardAsync(Key("none"), 7, Deadline))).IsNotFound);

    private protected abstract IKubeClient CreateClient(TestPlane plane);

    private protected static ObjectKey Key(string name) => new(Ns, name);

    private static JsonObject Body(string name, string ns = Ns, JsonObject? data = null, JsonObject? labels = null) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["labels"] = labels ?? [] },
        ["data"] = data ?? [],
    };

    private static async Task<WatchEvent> ExpectAsync(IAsyncEnumerator<WatchEvent> watch, WatchEventType type, string name)
    {
        do
        {
            Assert.True(await watch.MoveNextAsync());
        }
        while (watch.Current.Type == WatchEventType.Bookmark);

        Assert.Equal((type, name), (watch.Current.Type, watch.Current.Object.Metadata.Name));
        return watch.Current;
    }

    private Task<KubeObject> CreateAsync(string name, JsonObject? data = null, JsonObject? labels = null) =>
        _client.CreateAsync(ConfigMaps, Body(name, Ns, data, labels), WriteOptions.Default, Deadline);

    private protected async Task CreatePodAsync()
    {
        var node = JsonNode.Parse("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}""")!;
        var pod = JsonNode.Parse("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"default"},"spec":{"nodeName":"n","terminationGracePeriodSeconds":0,"containers":[{"name":"c","image":"i"}]}}
            """)!;
        await _client.CreateAsync(BuiltInTypes.Node, (JsonObject)node, WriteOptions.Default, Deadline);
        await _client.CreateAsync(BuiltInTypes.Pod, (JsonObject)pod, WriteOptions.Default, Deadline);
    }

    private Task<KubeObject> ApplyAsync(string manager, string value, bool force) => _client.PatchAsync(
        ConfigMaps,
        Key("a"),
        KubePatch.Apply((JsonObject)JsonNode.Parse($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default"},"data":{"k":"{{{value}}}"}}""")!),
        new WriteOptions { FieldManager = manager, Force = force },
        Deadline);
}
