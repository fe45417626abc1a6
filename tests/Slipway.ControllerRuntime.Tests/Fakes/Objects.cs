using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>Objects that tests begin with.</summary>
internal static class Objects
{
    public static ObjectKey Key(string name) => new("default", name);

    public static JsonObject ConfigMap(string name, string value = "v", string? cluster = null)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "default" };
        if (cluster is not null)
        {
            metadata["labels"] = new JsonObject { ["cluster.x-k8s.io/cluster-name"] = cluster };
        }

        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = metadata, ["data"] = new JsonObject { ["k"] = value } };
    }

    public static JsonObject Deployment(string name, int replicas) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
        ["spec"] = new JsonObject { ["replicas"] = replicas, ["fieldOfTheFuture"] = "kept" },
    };

    public static Task<KubeObject> Seed(this FakeKubeServer server, ResourceType type, JsonObject body) =>
        server.CreateAsync(type, body, WriteOptions.Default, TestContext.Current.CancellationToken);
}
