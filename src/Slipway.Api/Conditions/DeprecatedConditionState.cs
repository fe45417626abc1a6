using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>What a v1beta1 condition says.</summary>
/// <param name="Status">One of <see cref="ConditionStatus"/>.</param>
/// <param name="Reason">Why; null where True needs no reason.</param>
/// <param name="Severity"><c>Error</c>, <c>Warning</c> or <c>Info</c> when False; else null.</param>
/// <param name="Message">For a person; null for none.</param>
public readonly record struct DeprecatedConditionState(string Status, string? Reason = null, string? Severity = null, string? Message = null)
{
    /// <summary>It is so.</summary>
    public static DeprecatedConditionState True(string? reason = null) => new(ConditionStatus.True, reason);

    /// <summary>It is not so yet: things take their course.</summary>
    public static DeprecatedConditionState Info(string reason, string? message = null) => new(ConditionStatus.False, reason, "Info", message);

    /// <summary>It is not so, which someone should look at.</summary>
    public static DeprecatedConditionState Warning(string reason, string? message = null) =>
        new(ConditionStatus.False, reason, "Warning", message);

    /// <summary>It is not so, which someone must look at.</summary>
    public static DeprecatedConditionState Error(string reason, string? message = null) =>
        new(ConditionStatus.False, reason, "Error", message);

    /// <summary>It could not be found out.</summary>
    public static DeprecatedConditionState Unknown(string reason, string? message = null) =>
        new(ConditionStatus.Unknown, reason, Message: message);
}
