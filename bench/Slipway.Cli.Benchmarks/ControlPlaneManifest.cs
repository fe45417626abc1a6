using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Benchmarks;

/// <summary>A cluster of one control plane machine on the in-memory provider.</summary>
internal static class ControlPlaneManifest
{
    private const string Version = "v1.31.1";

    public static IEnumerable<(ResourceType Type, JsonObject Body)> Of(string name)
    {
        yield return Object(CoreTypes.Cluster, name, new JsonObject
        {
            ["infrastructureRef"] = Reference(DevTypes.DevCluster, name),
            ["controlPlaneRef"] = Reference(Api.KubeadmTypes.KubeadmControlPlane, name),
        });
        yield return Object(DevTypes.DevCluster, name, InMemory());
        yield return Object(DevTypes.DevMachineTemplate, name, new JsonObject { ["template"] = new JsonObject { ["spec"] = InMemory() } });
        yield return Object(Api.KubeadmTypes.KubeadmControlPlane, name, new JsonObject
        {
            ["replicas"] = 1,
            ["version"] = Version,
            ["machineTemplate"] = new JsonObject
            {
                ["spec"] = new JsonObject { ["infrastructureRef"] = Reference(DevTypes.DevMachineTemplate, name) },
            },
        });
    }

    private static JsonObject InMemory() => new() { ["backend"] = new JsonObject { ["inMemory"] = new JsonObject() } };

    private static JsonObject Reference(ResourceType type, string name) =>
        new() { ["apiGroup"] = type.Kind.Group, ["kind"] = type.Kind.Kind, ["name"] = name };

    private static (ResourceType Type, JsonObject Body) Object(ResourceType type, string name, JsonObject spec) => (
        type,
        new JsonObject
        {
            ["apiVersion"] = type.Kind.ApiVersion,
            ["kind"] = type.Kind.Kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "default" },
            ["spec"] = spec,
        });
}
