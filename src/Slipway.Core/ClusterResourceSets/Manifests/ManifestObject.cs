using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets.Manifests;

/// <summary>One object of a manifest.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">The namespace that it names; empty for none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Body">The object; whoever applies it may change it.</param>
internal sealed record ManifestObject(GroupVersionKind Kind, string Namespace, string Name, JsonObject Body)
{
    /// <summary>The object in words, without anything of its content.</summary>
    public override string ToString() => $"{Kind.Kind} {new ObjectKey(Namespace, Name)}";
}
