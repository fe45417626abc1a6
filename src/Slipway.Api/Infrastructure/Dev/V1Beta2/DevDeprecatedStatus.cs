using System.Text.Json.Serialization;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Status kept for clients of older API versions.</summary>
public sealed class DevDeprecatedStatus
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public DevDeprecatedV1Beta1Status? V1Beta1 { get; set; }
}
