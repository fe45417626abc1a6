using System.Text.Json.Serialization;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Status kept for clients of older API versions.</summary>
public sealed class DeprecatedStatus
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public DeprecatedV1Beta1Status? V1Beta1 { get; set; }
}
