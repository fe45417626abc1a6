using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

/// <summary>A kind whose <c>spec.size</c> (v1) is <c>spec.amount</c> in v2; v1 is stored.</summary>
public sealed class ConversionWebhookTests : IAsyncLifetime
{
    private static readonly ResourceType V1 = EngineFixture.Widget;
    private static readonly ResourceType V2 = new(new GroupVersionKind("example.com", "v2", "Widget"), "widgets", Namespaced: true);

    private EngineFixture _engine = null!;
    private WebhookServer _hooks = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineFixture.StartAsync();
        _hooks = await WebhookServer.StartAsync();
        _hooks.On("/convert", (context, review) => WebhookServer.SendAsync(context, Answer(review)));
        await _engine.CreateAsync(Definition(_hooks.Url("/convert")), BuiltInTypes.CustomResourceDefinition);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _hooks.DisposeAsync();
    }

    [Fact]
    public async Task Objects_AreReadAndWrittenInEachVersion()
    {
        var created = await CreateAsync("w", V2, """{"amount":7}""");
        Assert.Equal(("example.com/v2", 7), ((string?)created["apiVersion"], (int?)created["spec"]!["amount"]));

        var first = await GetAsync("w", V1);
        Assert.Equal(("example.com/v1", 7), ((string?)first["apiVersion"], (int?)first["spec"]!["size"]));
        Assert.Null(first["spec"]!["amount"]);

        await _engine.MergeAsync("w", """{"spec":{"amount":8}}""", V2);
        Assert.Equal(8, (int?)(await GetAsync("w", V1))["spec"]!["size"]);
    }

    [Fact]
    public async Task AList_IsConvertedInOneRequest_AndOnlyOnce()
    {
        for (var i = 0; i < 5; i++)
        {
            await CreateAsync($"w{i}", V1, $$"""{"size":{{i}}}""");
        }

        var list = await _engine.Client.ListAsync(V2, "default", ListOptions.All, EngineFixture.Token);
        await _engine.Client.ListAsync(V2, "default", ListOptions.All, EngineFixture.Token);

        Assert.Equal([0, 1, 2, 3, 4], list.Items.Select(o => (int)o.ToJsonObject()["spec"]!["amount"]!));
        Assert.Equal(5, Assert.Single(_hooks.Seen).Review["request"]!["objects"]!.AsArray().Count);
    }

    [Fact]
    public async Task AnEvent_IsConvertedOnce_HoweverManyWatch()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(EngineFixture.Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var version = (await _engine.Client.ListAsync(V2, "default", ListOptions.All, limit.Token)).ResourceVersion;
        var watchers = Enumerable.Range(0, 10).Select(_ => FirstAsync(version, limit.Token)).ToList();

        await CreateAsync("w", V1, """{"size":4}""");

        Assert.All(await Task.WhenAll(watchers), o => Assert.Equal(4, (int?)o.ToJsonObject()["spec"]!["amount"]));
        Assert.Single(_hooks.Seen);
    }

    [Fact]
    public async Task AReview_IsWhatKubernetesSends()
    {
        await CreateAsync("w", V1, """{"size":1}""");
        await GetAsync("w", V2);

        var review = Assert.Single(_hooks.Seen).Review;
        Assert.Equal(("apiextensions.k8s.io/v1", "ConversionReview"), ((string?)review["apiVersion"], (string?)review["kind"]));
        Assert.Equal("example.com/v2", (string?)review["request"]!["desiredAPIVersion"]);
        Assert.Equal("example.com/v1", (string?)review["request"]!["objects"]![0]!["apiVersion"]);
    }

    [Fact]
    public async Task AWriteThatChangesNothing_BringsAnObjectToTheNewStorageVersion()
    {
        await CreateAsync("w", V1, """{"size":5}""");
        var key = new StoreKey("widgets.example.com", "default", "w");
        await _engine.Client.PatchAsync(
            BuiltInTypes.CustomResourceDefinition,
            new ObjectKey("", "widgets.example.com"),
            KubePatch.Merge(new JsonObject { ["spec"] = SpecStoringV2() }),
            WriteOptions.Default,
            EngineFixture.Token);
        Assert.Contains("example.com/v1", Text(key), StringComparison.Ordinal);

        await _engine.MergeAsync("w", "{}", V1);

        Assert.Contains("\"amount\":5", Text(key), StringComparison.Ordinal);
        Assert.Equal(5, (int?)(await GetAsync("w", V1))["spec"]!["size"]);
    }

    [Fact]
    public async Task ADryRun_ShowsWhatWouldComeBackFromTheStore()
    {
        // The stored version cannot say more than five.
        _hooks.On("/convert", (context, review) =>
        {
            var answer = Answer(review);
            foreach (var spec in answer["response"]!["convertedObjects"]!.AsArray().Select(o => o!["spec"]!).Where(s => (int?)s["size"] > 5))
            {
                spec["size"] = 5;
            }

            return WebhookServer.SendAsync(context, answer);
        });
        var dryRun = new WriteOptions { DryRun = true };
        var body = (JsonObject)JsonNode.Parse("""{"metadata":{"name":"w","namespace":"default"},"spec":{"amount":7}}""")!;

        var created = await _engine.Client.CreateAsync(V2, body, dryRun, EngineFixture.Token);
        Assert.Equal(5, (int?)created.ToJsonObject()["spec"]!["amount"]);

        await CreateAsync("w", V2, """{"amount":3}""");
        var patch = KubePatch.Merge((JsonObject)JsonNode.Parse("""{"spec":{"amount":9}}""")!);
        var patched = await _engine.Client.PatchAsync(V2, new ObjectKey("default", "w"), patch, dryRun, EngineFixture.Token);
        Assert.Equal(5, (int?)patched.ToJsonObject()["spec"]!["amount"]);
    }

    [Fact]
    public async Task AWatch_FromBeforeItsDefinitionChanged_Ends()
    {
        // Until then there is one version and nothing to convert.
        await using var engine = await EngineFixture.StartAsync();
        await engine.CreateAsync(EngineFixture.WidgetDefinition(), BuiltInTypes.CustomResourceDefinition);
        var request = new WatchRequest { Resource = new("example.com", "v1", "widgets"), User = RequestUser.Internal };
        await using var watch = await engine.Server.WatchAsync(request, EngineFixture.Token);

        await engine.Client.PatchAsync(
            BuiltInTypes.CustomResourceDefinition,
            new ObjectKey("", "widgets.example.com"),
            KubePatch.Merge(new JsonObject { ["spec"] = SpecStoringV2() }),
            WriteOptions.Default,
            EngineFixture.Token);
        await engine.CreateAsync((JsonObject)JsonNode.Parse("""{"metadata":{"name":"w","namespace":"default"},"spec":{"amount":7}}""")!, V2);

        Assert.False(await watch.WaitToReadAsync(EngineFixture.Token));
        await using var again = await engine.Server.WatchAsync(request, EngineFixture.Token);
        Assert.True(await again.WaitToReadAsync(EngineFixture.Token) && again.TryRead(out var seen) && (int?)seen.Object.ToJsonObject()["spec"]!["size"] == 7);
    }

    [Fact]
    public async Task Owners_AreFollowedIntoTheOtherVersion_WhereItsFieldsHaveOtherNames()
    {
        await ApplyAsync(V1, "one", """{"size":1}""");

        var conflict = await Assert.ThrowsAsync<KubeApiException>(() => ApplyAsync(V2, "two", """{"amount":2}"""));
        await ApplyAsync(V2, "two", """{"amount":2}""", force: true);

        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .spec.size", conflict.Status.Message);
        var managers = (await GetAsync("w", V2))["metadata"]!["managedFields"]!.AsArray();
        Assert.Equal(["two"], managers.Select(m => (string?)m!["manager"]));
    }

    [Fact]
    public async Task AnUpdate_TakesFieldsFromWhoAppliedThemInAnotherVersion_AndDoesNotFailForThatAlone()
    {
        await ApplyAsync(V2, "one", """{"amount":1}""");
        await _engine.MergeAsync("w", """{"spec":{"size":2}}""", V1);
        Assert.Equal(["test"], ManagersOf(await GetAsync("w", V1)));

        await ApplyAsync(V2, "one", """{"amount":2}""");
        await _hooks.DisposeAsync();
        await _engine.MergeAsync("w", """{"spec":{"size":3}}""", V1);

        Assert.Equal(3, (int?)(await GetAsync("w", V1))["spec"]!["size"]);
    }

    [Theory]
    [InlineData("""{"response":{"result":{"status":"Failed","message":"cannot"}}}""", "failed: cannot")]
    [InlineData("""{"response":{"result":{"status":"Odd"}}}""", "failed: response.result.status was 'Odd', not 'Success'")]
    [InlineData("""{"response":null}""", "failed: no response provided")]
    [InlineData("""{"kind":"Other"}""", "failed: no kind \"Other\" is registered for version \"apiextensions.k8s.io/v1\" in scheme \"k8s.io/apiserver/pkg/util/webhook/client.go:71\"")]
    [InlineData("""{"response":{"uid":"x"}}""", "failed: expected response.uid=\"$uid\", got \"x\"")]
    [InlineData("""{"response":{"convertedObjects":[]}}""", "returned 0 objects, expected 1")]
    [InlineData("""{"object":{"apiVersion":"example.com/v3"}}""", "returned invalid object at index 0: invalid groupVersion (expected example.com/v2, received example.com/v3)")]
    [InlineData("""{"object":{"kind":"Gadget"}}""", "returned invalid object at index 0: invalid kind (expected Widget, received Gadget)")]
    [InlineData("""{"object":{"metadata":{"name":"other"}}}""", "returned invalid object: must have the same name: w != other")]
    [InlineData("""{"object":{"metadata":null}}""", "returned invalid object: must have the same name: w != ")]
    [InlineData("""{"object":{"metadata":{"labels":{"a":1}}}}""", "returned invalid metadata: metadata.labels[a] must be a string, but is int64 in converted object")]
    [InlineData("""{"object":{"metadata":{"labels":"a"}}}""", "returned invalid metadata: invalid metadata.labels of type string in converted object")]
    public async Task AnAnswerThatIsNone_FailsTheRead(string change, string message)
    {
        await CreateAsync("w", V1, """{"size":1}""");
        var uid = "";
        _hooks.On("/convert", (context, review) =>
        {
            uid = (string)review["request"]!["uid"]!;
            var answer = Answer(review);
            var wanted = (JsonObject)JsonNode.Parse(change)!;
            if (wanted["object"] is JsonObject obj)
            {
                Merge((JsonObject)answer["response"]!["convertedObjects"]![0]!, obj);
                wanted.Remove("object");
            }

            Merge(answer, wanted);
            return WebhookServer.SendAsync(context, answer);
        });

        var status = (await Assert.ThrowsAsync<KubeApiException>(() => GetAsync("w", V2))).Status;

        Assert.Equal(
            (500, "", "conversion webhook for example.com/v1, Kind=Widget " + message.Replace("$uid", uid, StringComparison.Ordinal)),
            (status.Code, status.Reason, status.Message));
    }

    [Fact]
    public async Task AWebhookOutOfReach_FailsReadsInTheOtherVersionOnly()
    {
        await CreateAsync("w", V1, """{"size":1}""");
        await _hooks.DisposeAsync();

        var status = (await Assert.ThrowsAsync<KubeApiException>(() => GetAsync("w", V2))).Status;

        Assert.Equal(
            $"conversion webhook for example.com/v1, Kind=Widget failed: Post \"{_hooks.Url("/convert")}?timeout=30s\": "
            + $"dial tcp 127.0.0.1:{_hooks.Port}: connect: connection refused",
            status.Message);
        await GetAsync("w", V1);
    }

    [Fact]
    public async Task AConversion_MayChangeLabelsAndAnnotations_AndNoOtherMetadata()
    {
        await CreateAsync("w", V1, """{"size":1}""");
        _hooks.On("/convert", (context, review) =>
        {
            var answer = Answer(review);
            Merge(
                (JsonObject)answer["response"]!["convertedObjects"]![0]!,
                (JsonObject)JsonNode.Parse("""{"metadata":{"labels":{"from":"webhook"},"generation":99,"finalizers":["x/y"]}}""")!);
            return WebhookServer.SendAsync(context, answer);
        });

        var metadata = (await GetAsync("w", V2))["metadata"]!;

        Assert.Equal(("webhook", 1), ((string?)metadata["labels"]!["from"], (int?)metadata["generation"]));
        Assert.Null(metadata["finalizers"]);
    }

    private static JsonObject Definition(string url)
    {
        var definition = EngineFixture.WidgetDefinition();
        var first = (JsonObject)definition["spec"]!["versions"]![0]!;
        var second = (JsonObject)first.DeepClone();
        (second["name"], second["storage"]) = ("v2", false);
        foreach (var (version, field) in ((JsonObject, string)[])[(first, "size"), (second, "amount")])
        {
            version["schema"]!["openAPIV3Schema"]!["properties"]!["spec"] = new JsonObject
            {
                ["type"] = "object", ["properties"] = new JsonObject { [field] = new JsonObject { ["type"] = "integer" } },
            };
        }

        definition["spec"]!["versions"]!.AsArray().Add((JsonNode)second);
        definition["spec"]!["conversion"] = new JsonObject
        {
            ["strategy"] = "Webhook",
            ["webhook"] = new JsonObject
            {
                ["conversionReviewVersions"] = new JsonArray("v1"),
                ["clientConfig"] = new JsonObject { ["url"] = url, ["caBundle"] = WebhookServer.CaBundle },
            },
        };
        return definition;
    }

    private JsonNode SpecStoringV2()
    {
        var spec = Definition(_hooks.Url("/convert"))["spec"]!;
        (spec["versions"]![0]!["storage"], spec["versions"]![1]!["storage"]) = (false, true);
        return spec.DeepClone();
    }

    private static JsonObject Answer(JsonObject review)
    {
        var version = (string)review["request"]!["desiredAPIVersion"]!;
        var (from, to) = version.EndsWith("v2", StringComparison.Ordinal) ? ("size", "amount") : ("amount", "size");
        var objects = review["request"]!["objects"]!.DeepClone().AsArray();
        foreach (var obj in objects)
        {
            obj!["apiVersion"] = version;
            var spec = (JsonObject)obj["spec"]!;
            spec[to] = spec[from]?.DeepClone();
            spec.Remove(from);
        }

        return new JsonObject
        {
            ["apiVersion"] = review["apiVersion"]!.DeepClone(),
            ["kind"] = "ConversionReview",
            ["response"] = new JsonObject
            {
                ["uid"] = review["request"]!["uid"]!.DeepClone(), ["result"] = new JsonObject { ["status"] = "Success" },
                ["convertedObjects"] = objects.DeepClone(),
            },
        };
    }

    private static void Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static IEnumerable<string?> ManagersOf(JsonObject obj) =>
        obj["metadata"]!["managedFields"]!.AsArray().Select(m => (string?)m!["manager"]);

    private Task ApplyAsync(ResourceType type, string manager, string spec, bool force = false) => _engine.Client.PatchAsync(
        type,
        new ObjectKey("default", "w"),
        KubePatch.Apply(new JsonObject
        {
            ["apiVersion"] = type.Kind.ApiVersion, ["kind"] = type.Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = "w", ["namespace"] = "default" }, ["spec"] = JsonNode.Parse(spec),
        }),
        new WriteOptions { FieldManager = manager, Force = force },
        EngineFixture.Token);

    private string Text(StoreKey key) => Encoding.UTF8.GetString(_engine.Store.Get(key)!.Json.Span);

    private async Task<JsonObject> CreateAsync(string name, ResourceType type, string spec) => (await _engine.CreateAsync(
        new JsonObject { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" }, ["spec"] = JsonNode.Parse(spec) },
        type)).ToJsonObject();

    private async Task<JsonObject> GetAsync(string name, ResourceType type) =>
        (await _engine.Client.GetAsync(type, new ObjectKey("default", name), EngineFixture.Token)).ToJsonObject();

    private async Task<KubeObject> FirstAsync(string version, CancellationToken cancellationToken)
    {
        await foreach (var change in _engine.Client.WatchAsync(V2, "default", new WatchOptions { ResourceVersion = version }, cancellationToken))
        {
            return change.Object;
        }

        throw new InvalidOperationException("the watch has ended");
    }
}
