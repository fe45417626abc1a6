using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>Changes of what an add-on's pods are made from.</summary>
internal static class PodTemplatePatch
{
    /// <summary>A merge patch at the version read: it replaces a list as a whole, so lists go back with all that is in them.</summary>
    /// <param name="type">The add-on's kind.</param>
    /// <param name="metadata">The add-on.</param>
    /// <param name="spec">What its pods are made from.</param>
    /// <param name="list">The list to change, such as <c>containers</c>.</param>
    /// <param name="change">Changes an entry of the list.</param>
    /// <param name="why">The reason in words.</param>
    public static Effect.Patch Of(ResourceType type, V1ObjectMeta metadata, V1PodSpec spec, string list, Action<JsonObject> change, string why) =>
        Of(type, metadata, spec, [(list, change)], why);

    /// <summary>The same for several lists.</summary>
    public static Effect.Patch Of(
        ResourceType type, V1ObjectMeta metadata, V1PodSpec spec, ReadOnlySpan<(string List, Action<JsonObject> Change)> changes, string why)
    {
        var tree = JsonSerializer.SerializeToNode(new V1Pod { Spec = spec }, BuiltInTypes.Pod.Json)!["spec"]!;
        var pod = new JsonObject();
        foreach (var (list, change) in changes)
        {
            if (tree[list] is not JsonArray entries)
            {
                continue;
            }

            foreach (var entry in entries)
            {
                change((JsonObject)entry!);
            }

            pod[list] = entries.DeepClone();
        }

        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = metadata.ResourceVersion },
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = pod } },
        };
        return new Effect.Patch(type, new(metadata.NamespaceProperty, metadata.Name), body, why);
    }
}
