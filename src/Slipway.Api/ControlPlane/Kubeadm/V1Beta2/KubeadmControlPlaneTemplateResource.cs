using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>KubeadmControlPlanes to be made.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneTemplateResource
{
    /// <summary>Their labels and annotations.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Their spec, without what the topology gives. Immutable.</summary>
    public KubeadmControlPlaneTemplateResourceSpec? Spec { get; set; }
}
