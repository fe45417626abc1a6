using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.ControllerRuntime.Tests.Fakes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ControllerRuntime.Tests.Controllers;

/// <summary>The same small controller on the embedded API server, by method calls.</summary>
public sealed class EmbeddedServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Children_CreatedScaledAndDeleted()
    {
        await using var background = new EngineBackground(NullLogger<EngineBackground>.Instance);
        var engine = await ApiServerEngine.OpenAsync(
            VersionedStore.InMemory(TimeProvider.System), new ApiServerOptions(), TimeProvider.System, new CryptographicRandomSource(), background, Token);
        var client = new InProcessKubeClient(engine, RequestUser.Internal);
        await using var harness = Harness.Start(client, new ChildrenReconciler());
        var deployment = Objects.Deployment("d", 3);
        deployment["spec"] = new JsonObject
        {
            ["replicas"] = 3,
            ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "d" } },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = "d" } },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "c", ["image"] = "i" }) },
            },
        };
        await client.CreateAsync(BuiltInTypes.Deployment, deployment, WriteOptions.Default, Token);
        await harness.Traces.Settled();
        Assert.Equal(["d-0", "d-1", "d-2"], await Children(client));
        var stored = (await client.GetAsync(BuiltInTypes.Deployment, Objects.Key("d"), Token)).To(BuiltInTypes.Deployment.Json);
        Assert.Equal((3, 1), (stored.Status.Replicas, stored.Status.ObservedGeneration));

        var scale = KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 1 } });
        await client.PatchAsync(BuiltInTypes.Deployment, Objects.Key("d"), scale, WriteOptions.Default, Token);
        await harness.Traces.Next(t => t.Effects.Any(e => e.Effect is Effect.Delete));
        await harness.Traces.Settled();
        Assert.Equal(["d-0"], await Children(client));

        await client.DeleteAsync(BuiltInTypes.Deployment, Objects.Key("d"), DeleteOptions.Default, Token);
        await harness.Traces.Next(t => t.Version is null);
        Assert.Empty(await Children(client));
    }

    private static async Task<string[]> Children(IKubeClient client) =>
    [
        .. (await client.ListAsync(BuiltInTypes.ConfigMap, "default", ListOptions.All, Token)).Items
            .Select(o => o.Metadata.Name).Where(n => n.StartsWith("d-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
