using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>KubeadmConfigs to be made.</summary>
[MinProperties(1)]
public sealed class KubeadmConfigTemplateResource
{
    /// <summary>Their labels and annotations.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Their spec.</summary>
    public KubeadmConfigSpec? Spec { get; set; }
}
