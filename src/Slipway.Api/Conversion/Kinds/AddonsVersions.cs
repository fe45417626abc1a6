using Slipway.Api.Conversion.Changes;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How the kinds of <c>addons.cluster.x-k8s.io</c> differ from version to version.</summary>
internal static class AddonsVersions
{
    /// <summary>ClusterResourceSets.</summary>
    public static KindVersions ClusterResourceSet { get; } = Of("ClusterResourceSet", new Within("status", Shared.Conditions));

    /// <summary>ClusterResourceSetBindings. Only from v1beta2 on they must say the name of the Cluster, which is their own.</summary>
    public static KindVersions ClusterResourceSetBinding { get; } = Of("ClusterResourceSetBinding", new NamedAfterObject("spec.clusterName"));

    private static KindVersions Of(string kind, params FieldChanges fromV1Beta1) => new(
        new(AddonsTypes.Group, kind), "v1beta2", [new("v1beta1", fromV1Beta1), new("v1alpha4", []), new("v1alpha3", [])]);
}
