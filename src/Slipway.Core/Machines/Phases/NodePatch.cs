using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Phases;

/// <summary>The difference between a Node and what its Machine wants of it.</summary>
internal static class NodePatch
{
    private static readonly string[] IdentityKeys =
    [
        ClusterAnnotations.NodeClusterName, ClusterAnnotations.NodeClusterNamespace, ClusterAnnotations.NodeMachine,
        ClusterAnnotations.NodeOwnerKind, ClusterAnnotations.NodeOwnerName,
    ];

    /// <summary>A merge patch; null when the Node is as wanted.</summary>
    public static JsonObject? Decide(V1Node node, NodeMetadata wanted)
    {
        var labels = new JsonObject();
        var annotations = new JsonObject();
        var current = node.Metadata.Annotations ?? new Dictionary<string, string>(StringComparer.Ordinal);
        Follow(labels, node.Metadata.Labels, wanted.Labels, current, ClusterAnnotations.NodeLabelsFromMachine, annotations);
        Follow(annotations, current, wanted.Annotations, current, ClusterAnnotations.NodeAnnotationsFromMachine, annotations);
        FollowIdentity(annotations, current, wanted.Identity);
        var taints = NodeTaintList.Of(node, wanted);
        if (taints.Tracked is { } tracked)
        {
            Want(annotations, current, ClusterAnnotations.NodeTaintsFromMachine, tracked);
        }

        var metadata = new JsonObject();
        AddUnlessEmpty(metadata, "labels", labels);
        AddUnlessEmpty(metadata, "annotations", annotations);
        var patch = new JsonObject();
        if (taints.IsChanged)
        {
            // The list is replaced as a whole: only at the version that was read.
            metadata["resourceVersion"] = node.Metadata.ResourceVersion;
            patch["spec"] = new JsonObject { ["taints"] = taints.ToJson() };
        }

        AddUnlessEmpty(patch, "metadata", metadata);
        return patch.Count == 0 ? null : patch;
    }

    private static void Follow(
        JsonObject patch,
        IDictionary<string, string>? current,
        IReadOnlyDictionary<string, string> wanted,
        IDictionary<string, string> annotations,
        string tracking,
        JsonObject annotationPatch)
    {
        foreach (var (key, value) in wanted)
        {
            Want(patch, current, key, value);
        }

        var tracked = annotations.TryGetValue(tracking, out var text) ? text : null;
        foreach (var key in (tracked ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!wanted.ContainsKey(key) && current?.ContainsKey(key) == true)
            {
                patch[key] = null;
            }
        }

        Want(annotationPatch, annotations, tracking, string.Join(',', wanted.Keys));
    }

    private static void FollowIdentity(JsonObject patch, IDictionary<string, string> current, IReadOnlyDictionary<string, string> identity)
    {
        foreach (var key in IdentityKeys)
        {
            if (identity.TryGetValue(key, out var value))
            {
                Want(patch, current, key, value);
            }
            else if (current.ContainsKey(key))
            {
                patch[key] = null;
            }
        }
    }

    private static void Want(JsonObject patch, IDictionary<string, string>? current, string key, string value)
    {
        if (current?.TryGetValue(key, out var old) != true || old != value)
        {
            patch[key] = value;
        }
    }

    private static void AddUnlessEmpty(JsonObject parent, string name, JsonObject child)
    {
        if (child.Count > 0)
        {
            parent[name] = child;
        }
    }
}
