using Slipway.Api.Schemas;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What the template gives.</summary>
public sealed class KubeadmControlPlaneTemplateSpec
{
    /// <summary>The KubeadmControlPlanes to be made.</summary>
    [Required]
    public KubeadmControlPlaneTemplateResource? Template { get; set; }
}
