using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What is wanted of a control plane.</summary>
public sealed class KubeadmControlPlaneSpec
{
    /// <summary>How kubeadm sets up each machine.</summary>
    public KubeadmConfigSpec? KubeadmConfigSpec { get; set; }

    /// <summary>How names of Machines are formed.</summary>
    public MachineNaming? MachineNaming { get; set; }

    /// <summary>What the Machines look like.</summary>
    [Required]
    public KubeadmControlPlaneMachineTemplate? MachineTemplate { get; set; }

    /// <summary>Limits on replacing unhealthy Machines.</summary>
    public KubeadmControlPlaneRemediation? Remediation { get; set; }

    /// <summary>Number of Machines; odd with stacked etcd, never 0. Default 1.</summary>
    public int? Replicas { get; set; }

    /// <summary>How and when Machines are replaced.</summary>
    public KubeadmControlPlaneRollout? Rollout { get; set; }

    /// <summary>Kubernetes version, with leading <c>v</c>.</summary>
    [Required, Length(1, 256)]
    public string? Version { get; set; }
}
