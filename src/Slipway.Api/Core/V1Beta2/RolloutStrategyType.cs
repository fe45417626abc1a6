namespace Slipway.Api.Core.V1Beta2;

/// <summary>How old Machines give way to new ones.</summary>
public static class RolloutStrategyType
{
    /// <summary>Step by step, within limits.</summary>
    public const string RollingUpdate = "RollingUpdate";

    /// <summary>When someone deletes the old Machine.</summary>
    public const string OnDelete = "OnDelete";
}
