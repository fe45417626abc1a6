using System.Text.Json.Serialization;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>MachineSet status kept for clients of older API versions.</summary>
public sealed class MachineSetDeprecatedStatus
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public MachineSetDeprecatedV1Beta1Status? V1Beta1 { get; set; }
}
