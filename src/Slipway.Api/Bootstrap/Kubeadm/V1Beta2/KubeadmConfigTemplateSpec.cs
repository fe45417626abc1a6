using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>What the template gives.</summary>
public sealed class KubeadmConfigTemplateSpec
{
    /// <summary>The KubeadmConfigs to be made.</summary>
    [Required]
    public KubeadmConfigTemplateResource? Template { get; set; }
}
