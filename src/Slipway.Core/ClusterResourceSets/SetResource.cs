using Slipway.Api.Addons.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.ClusterResourceSets.Manifests;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>A Secret or ConfigMap that a set names.</summary>
/// <param name="Reference">How it is named.</param>
/// <param name="Object">What was found.</param>
internal sealed record SetResource(ResourceReference Reference, Observed<KubeObject> Object)
{
    /// <summary>What is known of its manifests; null when it was not found.</summary>
    public ManifestDigest? Digest { get; init; }

    public ResourceType Type => Reference.Kind == ResourceKind.Secret ? BuiltInTypes.Secret : BuiltInTypes.ConfigMap;

    public override string ToString() => $"{Reference.Kind} {Reference.Name}";
}
