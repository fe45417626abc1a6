using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What the Machines of a templated control plane look like.</summary>
[MinProperties(1)]
public sealed class KubeadmControlPlaneTemplateMachineTemplate
{
    /// <summary>Labels and annotations of the Machines.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Spec of the Machines.</summary>
    public KubeadmControlPlaneTemplateMachineTemplateSpec? Spec { get; set; }
}
