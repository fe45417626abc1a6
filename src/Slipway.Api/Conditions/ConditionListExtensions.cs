using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>Reading and writing an object's list of conditions.</summary>
public static class ConditionListExtensions
{
    /// <summary>The condition of a type; null when there is none.</summary>
    public static Condition? Find(this IEnumerable<Condition>? conditions, string type) =>
        conditions?.FirstOrDefault(c => string.Equals(c.Type, type, StringComparison.Ordinal));

    /// <summary>Whether the condition is there and True.</summary>
    public static bool IsTrue(this IEnumerable<Condition>? conditions, string type) =>
        conditions.Find(type)?.Status == ConditionStatus.True;

    /// <summary>Whether the condition is there and False.</summary>
    public static bool IsFalse(this IEnumerable<Condition>? conditions, string type) =>
        conditions.Find(type)?.Status == ConditionStatus.False;

    /// <summary>
    /// Sets a condition in place and keeps <see cref="ConditionOrder.Canonical"/>. The time of the last transition moves only
    /// when the status changes, so that saying the same again changes nothing.
    /// </summary>
    /// <param name="conditions">The list that is changed.</param>
    /// <param name="type">The condition's type.</param>
    /// <param name="state">What it says.</param>
    /// <param name="generation">The generation of the object that was looked at; null to leave it out.</param>
    /// <param name="now">The time of a transition of which the state does not tell it.</param>
    public static void Set(this List<Condition> conditions, string type, ConditionState state, long? generation, DateTimeOffset now)
    {
        var condition = conditions.Find(type);
        if (condition is null)
        {
            condition = new Condition { Type = type };
            conditions.Add(condition);
            conditions.Sort((x, y) => ConditionOrder.Canonical.Compare(x.Type, y.Type));
        }

        if (condition.Status != state.Status || condition.LastTransitionTime is null)
        {
            condition.Status = state.Status;
            condition.LastTransitionTime = (state.Since ?? now).UtcDateTime;
        }

        condition.Reason = state.Reason;
        condition.Message = state.Message;
        condition.ObservedGeneration = generation;
    }

    /// <summary>Takes a condition out of the list.</summary>
    public static void Remove(this List<Condition> conditions, string type) =>
        conditions.RemoveAll(c => string.Equals(c.Type, type, StringComparison.Ordinal));
}
