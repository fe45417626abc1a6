using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A Machine condition that, held for a time, makes the Machine unhealthy.</summary>
public sealed class UnhealthyMachineCondition
{
    /// <summary>The status that is unhealthy.</summary>
    [Required, Enum(ConditionStatus.True, ConditionStatus.False, ConditionStatus.Unknown)]
    public string? Status { get; set; }

    /// <summary>Seconds the status must last.</summary>
    [Required, Bounds(0)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Type of the condition; those that health checking itself sets are refused.</summary>
    [Required, Length(1, 316), Pattern(Patterns.ConditionType)]
    [Rule(
        "!(self in ['Ready','Available','HealthCheckSucceeded','OwnerRemediated','ExternallyRemediated'])",
        "type must not be one of: Ready, Available, HealthCheckSucceeded, OwnerRemediated, ExternallyRemediated")]
    public string? Type { get; set; }
}
