using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Client;

namespace Slipway.Dev.Boot;

/// <summary>The taint by which an API server keeps pods from a new Node until the cluster's node lifecycle controller found it ready.</summary>
internal static class NotReadyTaint
{
    private const string Key = "node.kubernetes.io/not-ready";

    /// <summary>Whether the Node has it.</summary>
    public static bool IsOn(V1Node node) => node.Spec?.Taints?.Any(t => t.Key == Key) == true;

    /// <summary>A patch that takes it away, and fails when somebody has changed the Node since it was read.</summary>
    public static KubePatch Removal(V1Node node)
    {
        var others = node.Spec.Taints.Where(t => t.Key != Key).Select(NodeDetails.ToJson).ToArray<JsonNode>();
        return KubePatch.Merge(new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = node.Metadata.ResourceVersion },
            ["spec"] = new JsonObject { ["taints"] = others.Length == 0 ? null : new JsonArray(others) },
        });
    }
}
