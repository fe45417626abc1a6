using System.Text.Json.Serialization;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>KubeadmControlPlane status kept for clients of older API versions.</summary>
public sealed class KubeadmControlPlaneDeprecatedStatus
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public KubeadmControlPlaneDeprecatedV1Beta1Status? V1Beta1 { get; set; }
}
