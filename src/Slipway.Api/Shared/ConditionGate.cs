using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>A condition, set by someone else, that readiness or availability waits for.</summary>
public sealed class ConditionGate
{
    /// <summary>Type of the condition to read; missing counts as Unknown.</summary>
    [Required, Length(1, 316), Pattern(Patterns.ConditionType)]
    public string? ConditionType { get; set; }

    /// <summary><c>Positive</c>: True is good; <c>Negative</c>: False is good. Default Positive.</summary>
    [Enum(ConditionPolarity.Positive, ConditionPolarity.Negative)]
    public string? Polarity { get; set; }
}
