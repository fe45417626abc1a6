using System.Text.Json.Serialization;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>KubeadmConfig status kept for clients of older API versions.</summary>
public sealed class KubeadmConfigDeprecatedStatus
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public KubeadmConfigDeprecatedV1Beta1Status? V1Beta1 { get; set; }
}
