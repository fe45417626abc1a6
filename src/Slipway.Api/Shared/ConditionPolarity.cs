namespace Slipway.Api.Shared;

/// <summary>Which status of a condition is good.</summary>
public static class ConditionPolarity
{
    /// <summary>True is good.</summary>
    public const string Positive = "Positive";

    /// <summary>False is good.</summary>
    public const string Negative = "Negative";
}
