using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>What a condition says, without its type and its time.</summary>
/// <param name="Status">One of <see cref="ConditionStatus"/>.</param>
/// <param name="Reason">One CamelCase word why; never empty.</param>
/// <param name="Message">For a person; may be empty.</param>
public readonly record struct ConditionState(string Status, string Reason, string Message = "")
{
    /// <summary>Since when it says so, where that is known from elsewhere; null for since it is said.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>It is so.</summary>
    public static ConditionState True(string reason, string message = "") => new(ConditionStatus.True, reason, message);

    /// <summary>It is not so.</summary>
    public static ConditionState False(string reason, string message = "") => new(ConditionStatus.False, reason, message);

    /// <summary>It could not be found out.</summary>
    public static ConditionState Unknown(string reason, string message = "") => new(ConditionStatus.Unknown, reason, message);

    /// <summary>What a condition as read says.</summary>
    public static ConditionState Of(Condition condition) =>
        new(condition.Status ?? ConditionStatus.Unknown, condition.Reason ?? "", condition.Message ?? "");
}
