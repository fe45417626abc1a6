using Slipway.Api;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Sources;

/// <summary>What of a Cluster's change matters to kubeadm's controllers.</summary>
internal static class ClusterAspect
{
    /// <summary>A value that is equal as long as nothing that matters has changed.</summary>
    public static object Of(KubeObject cluster)
    {
        var typed = cluster.View(CoreTypes.Cluster.Json);
        var (spec, initialization) = (typed.Spec, typed.Status?.Initialization);
        return (
            spec?.Paused == true, spec?.ControlPlaneEndpoint?.Host, spec?.ControlPlaneEndpoint?.Port,
            initialization?.InfrastructureProvisioned == true, initialization?.ControlPlaneInitialized == true, cluster.IsDeleting);
    }
}
