using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Spec of KubeadmControlPlanes to be made, without what the topology gives.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneTemplateResourceSpec
{
    /// <summary>How kubeadm sets up each machine.</summary>
    public KubeadmConfigSpec? KubeadmConfigSpec { get; set; }

    /// <summary>How names of Machines are formed.</summary>
    public MachineNaming? MachineNaming { get; set; }

    /// <summary>What the Machines look like.</summary>
    public KubeadmControlPlaneTemplateMachineTemplate? MachineTemplate { get; set; }

    /// <summary>Limits on replacing unhealthy Machines.</summary>
    public KubeadmControlPlaneRemediation? Remediation { get; set; }

    /// <summary>How and when Machines are replaced.</summary>
    public KubeadmControlPlaneRollout? Rollout { get; set; }
}
