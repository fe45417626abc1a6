using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines.Parts;

/// <summary>One of the two objects that a Machine stands on: its infrastructure machine or its bootstrap configuration.</summary>
public sealed record MachinePart
{
    /// <summary>The part's kind.</summary>
    public required ResourceType Type { get; init; }

    /// <summary>The part as observed.</summary>
    public required Observed<ContractObject> Current { get; init; }

    /// <summary>What to make it from: <c>spec</c>, and labels and annotations of its own under <c>metadata</c>. Null while that is not
    /// known, as when a template is missing.</summary>
    public required JsonObject? Source { get; init; }

    /// <summary>The template's name and <c>Kind.group</c>, noted on the part; null when it is not made from one.</summary>
    public (string Name, string GroupKind)? ClonedFrom { get; init; }

    /// <summary>Labels for the part beside the cluster's name.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Annotations for the part beside where it was cloned from.</summary>
    public ImmutableDictionary<string, string> Annotations { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The field manager that the part is made as; null for the controller's own name.</summary>
    public string? FieldManager { get; init; }

    /// <summary>A part made from a provider's template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="current">The part as observed.</param>
    public static MachinePart FromTemplate(ContractObject template, Observed<ContractObject> current)
    {
        var kind = template.Type.Kind;
        return new MachinePart
        {
            Type = PartType(template.Type),
            Current = current,
            Source = template.At("spec", "template") as JsonObject ?? [],
            ClonedFrom = (template.Source.Metadata.Name, kind.GroupKind.ToString()),
        };
    }

    /// <summary>Whether a label or annotation of a part comes from the provider's template that it was made from.</summary>
    /// <param name="template">The template; without it nobody knows, and everything might.</param>
    /// <param name="key">The label or annotation.</param>
    public static bool IsFromTemplate(ContractObject? template, string key) =>
        key is ClusterAnnotations.ClonedFromName or ClusterAnnotations.ClonedFromGroupKind
        || template is null
        || template.At("spec", "template", "metadata", "labels", key) is not null
        || template.At("spec", "template", "metadata", "annotations", key) is not null;

    /// <summary>The kind that a template of a kind makes.</summary>
    public static ResourceType PartType(ResourceType template)
    {
        var kind = KindNames.WithoutTemplate(template.Kind.Kind);
        return new ResourceType(template.Kind with { Kind = kind }, KindNames.Plural(kind), Namespaced: true);
    }
}
