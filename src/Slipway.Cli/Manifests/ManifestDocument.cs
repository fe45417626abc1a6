using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Manifests;

/// <summary>One object of a manifest.</summary>
/// <param name="Source">The file, or <c>stdin</c>.</param>
/// <param name="Number">Its place in the file, counted from 1.</param>
/// <param name="Body">The object.</param>
internal sealed record ManifestDocument(string Source, int Number, JsonObject Body)
{
    public GroupVersionKind Kind { get; } = GroupVersionKind.Parse((string?)Body["apiVersion"] ?? "", (string?)Body["kind"] ?? "");

    public string Name { get; } = (string?)Body["metadata"]?["name"] ?? "";

    public string Namespace { get; } = (string?)Body["metadata"]?["namespace"] ?? "";

    /// <summary>Says which object a message is about.</summary>
    public string Where => $"{Source}, document {Number}: {Kind.Kind} \"{Name}\"";
}
