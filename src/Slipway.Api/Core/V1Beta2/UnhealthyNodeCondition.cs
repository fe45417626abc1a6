using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A Node condition that, held for a time, makes the Machine unhealthy.</summary>
public sealed class UnhealthyNodeCondition
{
    /// <summary>The status that is unhealthy.</summary>
    [Required, Length(Min = 1)]
    public string? Status { get; set; }

    /// <summary>Seconds the status must last.</summary>
    [Required, Bounds(0)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Type of the Node's condition.</summary>
    [Required, Length(Min = 1)]
    public string? Type { get; set; }
}
