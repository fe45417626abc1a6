using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>The v1beta1 conditions under <c>status.deprecated.v1beta1</c>, kept for clients of older API versions.</summary>
public static class DeprecatedConditionListExtensions
{
    private const string Ready = "Ready";

    /// <summary>The condition of a type; null when there is none.</summary>
    public static DeprecatedCondition? Find(this IEnumerable<DeprecatedCondition>? conditions, string type) =>
        conditions?.FirstOrDefault(c => string.Equals(c.Type, type, StringComparison.Ordinal));

    /// <summary>
    /// Sets a condition in place: Ready first, the others by name. The time moves only when status, reason or severity change.
    /// </summary>
    public static void Set(this List<DeprecatedCondition> conditions, string type, DeprecatedConditionState state, DateTimeOffset now)
    {
        var condition = conditions.Find(type);
        if (condition is null)
        {
            condition = new DeprecatedCondition { Type = type };
            conditions.Add(condition);
            conditions.Sort((x, y) => Compare(x.Type!, y.Type!));
        }

        if (condition.LastTransitionTime is null || condition.Status != state.Status || condition.Reason != state.Reason
            || condition.Severity != state.Severity)
        {
            condition.LastTransitionTime = now.UtcDateTime;
        }

        (condition.Status, condition.Reason, condition.Severity, condition.Message) =
            (state.Status, state.Reason, state.Severity, string.IsNullOrEmpty(state.Message) ? null : state.Message);
    }

    /// <summary>Takes a condition out of the list.</summary>
    public static void Remove(this List<DeprecatedCondition> conditions, string type) =>
        conditions.RemoveAll(c => string.Equals(c.Type, type, StringComparison.Ordinal));

    /// <summary>
    /// The v1beta1 condition Ready out of others: the gravest False, else True when any is, else the first Unknown.
    /// Null when none of the types is there.
    /// </summary>
    /// <param name="conditions">The object's conditions.</param>
    /// <param name="types">The types that count, the weightiest first.</param>
    public static DeprecatedConditionState? Summarize(this IReadOnlyList<DeprecatedCondition> conditions, params ReadOnlySpan<string> types)
    {
        DeprecatedCondition? worst = null;
        foreach (var type in types)
        {
            if (conditions.Find(type) is { } condition && (worst is null || Gravity(condition) < Gravity(worst)))
            {
                worst = condition;
            }
        }

        return worst switch
        {
            null => null,
            { Status: ConditionStatus.True } => DeprecatedConditionState.True(),
            _ => new DeprecatedConditionState(worst.Status!, worst.Reason, worst.Severity, worst.Message),
        };
    }

    private static int Gravity(DeprecatedCondition condition) => (condition.Status, condition.Severity) switch
    {
        (ConditionStatus.False, "Error") => 0,
        (ConditionStatus.False, "Warning") => 1,
        (ConditionStatus.False, _) => 2,
        (ConditionStatus.True, _) => 3,
        _ => 4,
    };

    private static int Compare(string x, string y) => (x == Ready, y == Ready) switch
    {
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(x, y),
    };
}
