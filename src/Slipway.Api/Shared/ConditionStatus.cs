namespace Slipway.Api.Shared;

/// <summary>Status of a condition.</summary>
public static class ConditionStatus
{
    /// <summary>It is so.</summary>
    public const string True = "True";

    /// <summary>It is not so.</summary>
    public const string False = "False";

    /// <summary>It could not be found out.</summary>
    public const string Unknown = "Unknown";
}
