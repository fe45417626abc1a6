using System.Text.Json.Nodes;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

/// <summary>An API server and a server of webhooks, and short ways to configure the one to ask the other.</summary>
internal sealed class AdmissionFixture : IAsyncDisposable
{
    public static readonly ResourceType Mutating = Registration("MutatingWebhookConfiguration");
    public static readonly ResourceType Validating = Registration("ValidatingWebhookConfiguration");

    private AdmissionFixture(EngineFixture engine, WebhookServer hooks) => (Engine, Hooks) = (engine, hooks);

    public EngineFixture Engine { get; }

    public WebhookServer Hooks { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AdmissionFixture> StartAsync(ApiServerOptions? options = null, params string[] names) =>
        new(await EngineFixture.StartAsync(options), await WebhookServer.StartAsync(names));

    /// <summary>A webhook for config maps; the extra fields replace those of the same name.</summary>
    public JsonObject Webhook(string path, string extra = "{}", string name = "hook.example.com")
    {
        var webhook = (JsonObject)JsonNode.Parse(
            """
            {
              "admissionReviewVersions": ["v1"], "sideEffects": "None",
              "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "resources": ["configmaps"], "operations": ["*"]}]
            }
            """)!;
        webhook["name"] = name;
        webhook["clientConfig"] = new JsonObject { ["url"] = Hooks.Url(path), ["caBundle"] = WebhookServer.CaBundle };
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(extra)!)
        {
            webhook[field] = value?.DeepClone();
        }

        return webhook;
    }

    public Task<KubeObject> ConfigureAsync(ResourceType type, string name, params JsonObject[] webhooks) => Engine.CreateAsync(
        new JsonObject
        {
            ["apiVersion"] = type.Kind.ApiVersion, ["kind"] = type.Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = name }, ["webhooks"] = new JsonArray([.. webhooks]),
        },
        type);

    public Task<KubeObject> ConfigureAsync(ResourceType type, string path, string extra = "{}") =>
        ConfigureAsync(type, "config", Webhook(path, extra));

    public Task RemoveAsync(ResourceType type, string name = "config") =>
        Engine.Client.DeleteAsync(type, new ObjectKey("", name), new DeleteOptions(), Token);

    /// <summary>Creates a config map.</summary>
    public Task<KubeObject> CreateAsync(string name = "c", string labels = "{}")
    {
        var obj = EngineFixture.ConfigMap(name, ("k", "v"));
        obj["metadata"]!["labels"] = JsonNode.Parse(labels);
        return Engine.CreateAsync(obj);
    }

    /// <summary>What the server answers instead of creating a config map.</summary>
    public async Task<KubeStatus> RefusedAsync(string name = "c") =>
        (await Assert.ThrowsAsync<KubeApiException>(() => CreateAsync(name))).Status;

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Hooks.DisposeAsync();
    }

    private static ResourceType Registration(string kind) => new(
        new GroupVersionKind("admissionregistration.k8s.io", "v1", kind), kind.ToLowerInvariant() + "s", Namespaced: false);
}
