using System.Text.Json;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>What kube-apiserver asks of a pod before it turns to the pod's node, in its words.</summary>
internal static class PodChecks
{
    private static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];

    /// <summary>The container that is meant.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container that is asked for; empty for a pod's only one.</param>
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">There is none, or one of several must be named.</exception>
    public static string Container(JsonElement pod, string container)
    {
        var spec = pod.GetProperty("spec");
        var name = pod.GetProperty("metadata").GetProperty("name").GetString();
        var all = ContainerLists.SelectMany(list => Names(spec, list)).ToList();
        if (container.Length > 0)
        {
            return all.Contains(container) ? container : throw FrontErrors.BadRequest($"container {container} is not valid for pod {name}");
        }

        return Names(spec, "containers").ToList() switch
        {
            [var only] => only,
            [] => throw FrontErrors.BadRequest($"a container name must be specified for pod {name}"),
            _ => throw FrontErrors.BadRequest(
                $"a container name must be specified for pod {name}, choose one of: [{string.Join(' ', all)}]"),
        };
    }

    /// <summary>The node that the pod runs on; empty when it has none yet.</summary>
    public static string Node(JsonElement pod) => pod.GetProperty("spec").TryGetProperty("nodeName", out var node) ? node.GetString()! : "";

    private static IEnumerable<string> Names(JsonElement spec, string list) =>
        spec.TryGetProperty(list, out var containers) && containers.ValueKind == JsonValueKind.Array
            ? containers.EnumerateArray().Select(c => c.GetProperty("name").GetString()!)
            : [];
}
