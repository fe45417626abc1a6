using k8s.Models;
using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Limits of a rolling update.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneRollingUpdate
{
    /// <summary>Machines above the wanted replicas: 1, or 0 with at least 3 replicas. Default 1.</summary>
    public IntOrString? MaxSurge { get; set; }
}
