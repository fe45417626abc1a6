using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>An API server in memory with its controllers, and a client of it.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    public static readonly ResourceType Widget = new(new GroupVersionKind("example.com", "v1", "Widget"), "widgets", Namespaced: true);

    private readonly EngineBackground _background = new(NullLogger<EngineBackground>.Instance);

    private readonly TimeProvider _time;

    private EngineFixture(TimeProvider time, StoreOptions? store)
    {
        _time = time;
        Store = VersionedStore.InMemory(time, store);
    }

    public VersionedStore Store { get; }

    public ApiServerEngine Server { get; private set; } = null!;

    public InProcessKubeClient Client { get; private set; } = null!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EngineFixture> StartAsync(
        ApiServerOptions? options = null, TimeProvider? time = null, StoreOptions? store = null)
    {
        var fixture = new EngineFixture(time ?? TimeProvider.System, store);
        await fixture.RestartAsync(options);
        return fixture;
    }

    /// <summary>Opens another engine over the same store, as after a restart of the process.</summary>
    public async Task RestartAsync(ApiServerOptions? options = null)
    {
        Server = await ApiServerEngine.OpenAsync(
            Store, options ?? new ApiServerOptions(), _time, new CryptographicRandomSource(), _background, Token);
        Client = new InProcessKubeClient(Server, RequestUser.Internal, "test/1");
        if (options?.SystemNamespaces != false)
        {
            // What the server writes of its own accord is not to come between what a test counts.
            foreach (var ns in (string[])["default", "kube-node-lease", "kube-public", "kube-system"])
            {
                await WaitAsync("default", account => account is not null, BuiltInTypes.ServiceAccount, ns);
            }
        }
    }

    public static JsonObject ConfigMap(string name, params (string Key, string Value)[] data) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["data"] = new JsonObject(data.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
    };

    public static JsonObject Owned(string name, KubeObject owner, bool blocks = false)
    {
        var obj = ConfigMap(name);
        obj["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = owner.Kind.ApiVersion,
            ["kind"] = owner.Kind.Kind,
            ["name"] = owner.Metadata.Name,
            ["uid"] = owner.Metadata.Uid,
            ["blockOwnerDeletion"] = blocks,
        });
        return obj;
    }

    public static JsonObject WidgetDefinition(string kind = "Widget") => (JsonObject)JsonNode.Parse(
        """
        {
          "metadata": {"name": "$kinds.example.com"},
          "spec": {
            "group": "example.com", "scope": "Namespaced",
            "names": {"plural": "$kinds", "kind": "$Kind", "shortNames": ["wd"]},
            "versions": [{
              "name": "v1", "served": true, "storage": true, "subresources": {"status": {}},
              "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                "spec": {"type": "object", "properties": {"size": {"type": "integer", "default": 3}}},
                "status": {"type": "object", "properties": {"phase": {"type": "string"}}}}}}
            }]
          }
        }
        """.Replace("$kind", kind.ToLowerInvariant(), StringComparison.Ordinal).Replace("$Kind", kind, StringComparison.Ordinal))!;

    public Task<KubeObject> CreateAsync(JsonObject body, ResourceType? type = null) =>
        Client.CreateAsync(type ?? BuiltInTypes.ConfigMap, body, WriteOptions.Default, Token);

    public Task<KubeObject> MergeAsync(string name, string patch, ResourceType? type = null, string? subresource = null) => Client.PatchAsync(
        type ?? BuiltInTypes.ConfigMap,
        new ObjectKey("default", name),
        KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!),
        new WriteOptions { Subresource = subresource },
        Token);

    public Task DeleteAsync(string name, PropagationPolicy? propagation = null, ResourceType? type = null) => Client.DeleteAsync(
        type ?? BuiltInTypes.ConfigMap, new ObjectKey("default", name), new DeleteOptions { Propagation = propagation }, Token);

    /// <summary>Watches until the object is gone, or changed as wanted.</summary>
    public async Task<KubeObject?> WaitAsync(string name, Func<KubeObject?, bool> until, ResourceType? type = null, string ns = "default")
    {
        type ??= BuiltInTypes.ConfigMap;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var list = await Client.ListAsync(type, type.Namespaced ? ns : null, ListOptions.All, limit.Token);
        var now = list.Items.FirstOrDefault(o => o.Metadata.Name == name);
        if (until(now))
        {
            return now;
        }

        var options = new WatchOptions { ResourceVersion = list.ResourceVersion };
        await foreach (var change in Client.WatchAsync(type, type.Namespaced ? ns : null, options, limit.Token))
        {
            now = change.Type == WatchEventType.Deleted ? null : change.Object;
            if (change.Object.Metadata.Name == name && until(now))
            {
                return now;
            }
        }

        throw new InvalidOperationException("the watch has ended");
    }

    public Task<KubeObject?> WaitGoneAsync(string name, ResourceType? type = null) => WaitAsync(name, o => o is null, type);

    public ValueTask DisposeAsync() => _background.DisposeAsync();
}
