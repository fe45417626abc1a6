using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>Whether the Cluster's topology is about to change the control plane's version.</summary>
internal static class TopologyVersion
{
    /// <summary>The version that is still to reach the control plane; null when none is.</summary>
    public static string? Awaited(ControlPlaneScope scope)
    {
        if (scope.Cluster.ValueOrNull is not { Spec.Topology.Version: { Length: > 0 } wanted } cluster)
        {
            return null;
        }

        // An upgrade over several minors goes step by step: then the step is what is to reach it.
        var step = cluster.Metadata.Annotations.Value(ClusterAnnotations.TopologyUpgradeStep);
        var version = string.IsNullOrEmpty(step) ? wanted : step;
        return scope.Spec.Version == version || scope.Spec.Version == wanted ? null : version;
    }
}
