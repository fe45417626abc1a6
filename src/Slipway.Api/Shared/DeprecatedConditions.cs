using System.Text.Json.Serialization;

namespace Slipway.Api.Shared;

/// <summary>Status kept for clients of older API versions, of kinds that keep nothing but conditions.</summary>
public sealed class DeprecatedConditions
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public DeprecatedV1Beta1Conditions? V1Beta1 { get; set; }
}
