using Slipway.Api.Conversion.Changes;
using Slipway.Api.Shared;

namespace Slipway.Api.Conversion.Kinds;

/// <summary>How the kinds of <c>ipam.cluster.x-k8s.io</c> differ from version to version.</summary>
internal static class IpamVersions
{
    private static readonly LabelledField ClusterName = new("v1alpha1", ClusterLabels.ClusterName);

    /// <summary>IPAddresses, which are the same in all of their versions.</summary>
    public static KindVersions IPAddress { get; } =
        new(new(IpamTypes.Group, "IPAddress"), "v1beta2", [new("v1beta1", []), new("v1alpha1", [])]);

    /// <summary>IPAddressClaims.</summary>
    public static KindVersions IPAddressClaim { get; } = new(
        new(IpamTypes.Group, "IPAddressClaim"),
        "v1beta2",
        [
            new("v1beta1", [new Within("status", Shared.Conditions)]),
            new("v1alpha1", [new Move("spec.clusterName", ClusterName.Place)]),
        ])
    {
        Label = ClusterName,
    };
}
