using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>What summary and aggregate have in common.</summary>
internal static class ConditionMerge
{
    /// <summary>The reason of a condition that its owner has not set.</summary>
    internal const string NotYetReportedReason = "NotYetReported";

    internal static Condition Missing(string type) => new()
    {
        Type = type,
        Status = ConditionStatus.Unknown,
        Reason = NotYetReportedReason,
        Message = ConditionMessages.NotYetReported(type),
    };

    internal static MergePriority Judge(Condition condition, bool negative) => condition.Status switch
    {
        ConditionStatus.True => negative ? MergePriority.Issue : MergePriority.Info,
        ConditionStatus.False => negative ? MergePriority.Info : MergePriority.Issue,
        _ => MergePriority.Unknown,
    };

    internal static string Status(MergePriority worst, bool negative) => worst switch
    {
        MergePriority.Issue => negative ? ConditionStatus.True : ConditionStatus.False,
        MergePriority.Unknown => ConditionStatus.Unknown,
        _ => negative ? ConditionStatus.False : ConditionStatus.True,
    };
}
