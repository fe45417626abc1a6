using System.Text.Json.Serialization;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>MachinePool status kept for clients of older API versions.</summary>
public sealed class MachinePoolDeprecatedStatus
{
    /// <summary>Status in the terms of v1beta1.</summary>
    [JsonPropertyName("v1beta1")]
    public MachinePoolDeprecatedV1Beta1Status? V1Beta1 { get; set; }
}
