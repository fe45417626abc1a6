using System.Text.Json.Nodes;
using Slipway.Kubernetes.Formats;
using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Phases;

/// <summary>The difference between a Node and what its Machine wants of it.</summary>
internal static class NodePatch
{
    /// <summary>A merge patch; null when the Node is as wanted.</summary>
    public static JsonObject? Decide(V1Node node, NodeMetadata wanted)
    {
        var labels = new JsonObject();
        var annotations = new JsonObject();
        var current = node.Metadata.Annotations ?? new Dictionary<string, string>(StringComparer.Ordinal);
        Follow(labels, node.Metadata.Labels, wanted.Labels, current, ClusterAnnotations.NodeLabelsFromMachine, annotations);
        Follow(annotations, current, wanted.Annotations, current, ClusterAnnotations.NodeAnnotationsFromMachine, annotations);
        foreach (var (key, value) in wanted.Identity)
        {
            Want(annotations, current, key, value);
        }

        if (wanted.Interruptible)
        {
            Want(labels, node.Metadata.Labels, ClusterLabels.Interruptible, "");
        }

        var metadata = new JsonObject();
        AddUnlessEmpty(metadata, "labels", labels);
        AddUnlessEmpty(metadata, "annotations", annotations);
        var patch = new JsonObject();
        if (Taints(node, wanted) is { } taints)
        {
            // The list is replaced as a whole: only at the version that was read.
            metadata["resourceVersion"] = node.Metadata.ResourceVersion;
            patch["spec"] = new JsonObject { ["taints"] = taints };
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

    private static JsonArray? Taints(V1Node node, NodeMetadata wanted)
    {
        var current = node.Spec?.Taints ?? [];
        var kept = current
            .Where(t => t.Key != NodeTaints.Uninitialized && (wanted.Outdated || t.Key != NodeTaints.OutdatedRevision))
            .ToList();
        if (wanted.Outdated && kept.TrueForAll(t => t.Key != NodeTaints.OutdatedRevision))
        {
            kept.Add(new V1Taint { Key = NodeTaints.OutdatedRevision, Effect = TaintEffect.PreferNoSchedule });
        }

        return kept.Count == current.Count && kept.SequenceEqual(current) ? null : new JsonArray([.. kept.Select(ToJson)]);
    }

    private static JsonObject ToJson(V1Taint taint)
    {
        var json = new JsonObject { ["key"] = taint.Key, ["effect"] = taint.Effect };
        if (taint.Value is { } value)
        {
            json["value"] = value;
        }

        if (taint.TimeAdded is { } added)
        {
            json["timeAdded"] = KubeTime.Format(added);
        }

        return json;
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
