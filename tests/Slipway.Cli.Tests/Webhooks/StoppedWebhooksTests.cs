using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Tests.Webhooks;

/// <summary>What is left of an API server's kinds when <c>slipway webhooks --definitions</c> has ended in order.</summary>
public sealed class StoppedWebhooksTests
{
    private static readonly ResourceType Older = new(CoreTypes.Machine.Kind with { Version = "v1beta1" }, CoreTypes.Machine.Plural, CoreTypes.Machine.Namespaced);
    private static readonly ObjectKey Key = new("default", "m");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // An API server that has nobody to ask would hand out v1beta2 under v1beta1's name.
    [Fact]
    public async Task Objects_AreThereInTheStoredVersion_AndInNoOther()
    {
        await using var servers = new RuledServers();
        await servers.InitializeAsync();
        var machine = JsonNode.Parse(
            """
            {
              "apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Machine", "metadata": {"name": "m", "namespace": "default"},
              "spec": {
                "clusterName": "demo", "bootstrap": {"dataSecretName": "data"},
                "infrastructureRef": {"apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachine", "name": "m"}
              }
            }
            """)!.AsObject();
        await servers.OverWebhooks.CreateAsync(CoreTypes.Machine, machine, WriteOptions.Default, Token);
        Assert.Equal("v1beta1", (await servers.OverWebhooks.GetAsync(Older, Key, Token)).Kind.Version);

        await servers.StopWebhooksAsync();

        var label = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["a"] = "b" } } };
        await servers.OverWebhooks.PatchAsync(CoreTypes.Machine, Key, KubePatch.Merge(label), WriteOptions.Default, Token);

        // Not before it has changed: the server keeps what it was told of a version.
        await Assert.ThrowsAnyAsync<KubeApiException>(() => servers.OverWebhooks.GetAsync(Older, Key, Token));
        Assert.Equal("b", (await servers.OverWebhooks.GetAsync(CoreTypes.Machine, Key, Token)).Metadata.Labels["a"]);
    }
}
