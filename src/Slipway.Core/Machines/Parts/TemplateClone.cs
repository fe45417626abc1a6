using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Api.Shared;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Parts;

/// <summary>An object made from a template's <c>spec.template</c>.</summary>
internal sealed record TemplateClone
{
    /// <summary>The kind of the object.</summary>
    public required ResourceType Type { get; init; }

    /// <summary>The object's name.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>What it is made from: <c>spec</c>, and labels and annotations of its own under <c>metadata</c>.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>The name of the Cluster it belongs to.</summary>
    public required string Cluster { get; init; }

    /// <summary>Whom it belongs to.</summary>
    public required OwnerReference Owner { get; init; }

    /// <summary>The template's name and <c>Kind.group</c>, noted on the object; null when it is not made from one.</summary>
    public (string Name, string GroupKind)? ClonedFrom { get; init; }

    /// <summary>Labels beside the template's and the cluster's name.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Annotations beside the template's and where it was cloned from.</summary>
    public ImmutableDictionary<string, string> Annotations { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The object, to be created.</summary>
    public JsonObject ToBody()
    {
        var own = Source["metadata"] as JsonObject;
        var labels = Merge(own?["labels"] as JsonObject, Labels);
        labels[ClusterLabels.ClusterName] = Cluster;
        var annotations = Merge(own?["annotations"] as JsonObject, Annotations);
        if (ClonedFrom is var (template, groupKind))
        {
            annotations[ClusterAnnotations.ClonedFromName] = template;
            annotations[ClusterAnnotations.ClonedFromGroupKind] = groupKind;
        }

        var metadata = new JsonObject
        {
            ["name"] = Key.Name,
            ["namespace"] = Key.Namespace,
            ["labels"] = labels,
            ["ownerReferences"] = new JsonArray(Owner.ToJson()),
        };
        if (annotations.Count > 0)
        {
            metadata["annotations"] = annotations;
        }

        return new JsonObject
        {
            ["apiVersion"] = Type.Kind.ApiVersion,
            ["kind"] = Type.Kind.Kind,
            ["metadata"] = metadata,
            ["spec"] = Source["spec"]?.DeepClone() ?? new JsonObject(),
        };
    }

    private static JsonObject Merge(JsonObject? own, ImmutableDictionary<string, string> wanted)
    {
        var merged = own?.DeepClone() as JsonObject ?? [];
        foreach (var (key, value) in wanted.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            merged[key] = value;
        }

        return merged;
    }
}
