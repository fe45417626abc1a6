using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>One observation about an object, in the form all of Kubernetes uses.</summary>
public sealed class Condition
{
    /// <summary>When the status last changed.</summary>
    [Required]
    public DateTime? LastTransitionTime { get; set; }

    /// <summary>For a person: what is so, or what is awaited; may be empty.</summary>
    [Required, Length(Max = 32768)]
    public string? Message { get; set; }

    /// <summary>Generation of the object this was computed from.</summary>
    [Bounds(0)]
    public long? ObservedGeneration { get; set; }

    /// <summary>One CamelCase word why.</summary>
    [Required, Length(1, 1024), Pattern(Patterns.ConditionReason)]
    public string? Reason { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required, Enum(ConditionStatus.True, ConditionStatus.False, ConditionStatus.Unknown)]
    public string? Status { get; set; }

    /// <summary>What is observed; unique in the list.</summary>
    [Required, Length(Max = 316), Pattern(Patterns.ConditionType)]
    public string? Type { get; set; }
}
