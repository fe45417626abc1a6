using Slipway.Api.Shared;

namespace Slipway.Api.Conditions;

/// <summary>One condition out of several of the same object: False on any issue, else Unknown on anything unknown, else True.</summary>
public static class ConditionSummary
{
    /// <summary>Summarizes an object's conditions. The message lists what is wrong, or, when nothing is, what there is to tell.</summary>
    public static ConditionState Of(IEnumerable<Condition>? conditions, SummaryOptions options)
    {
        var worst = MergePriority.Info;
        var judged = new List<(Condition Condition, MergePriority Priority)>(options.Types.Length);
        foreach (var type in options.Types)
        {
            var condition = conditions.Find(type);
            if (condition is null && options.IgnoredIfMissing.Contains(type))
            {
                continue;
            }

            condition ??= ConditionMerge.Missing(type);
            var priority = options.Priority?.Invoke(condition) ?? ConditionMerge.Judge(condition, options.NegativePolarity.Contains(type));
            worst = priority < worst ? priority : worst;
            judged.Add((condition, priority));
        }

        var lines = judged
            .Where(j => worst == MergePriority.Info ? !string.IsNullOrEmpty(j.Condition.Message) : j.Priority != MergePriority.Info)
            .Select(j => ConditionMessages.Bullet(j.Condition.Type!, string.IsNullOrEmpty(j.Condition.Message) ? j.Condition.Reason ?? "" : j.Condition.Message));
        return new(ConditionMerge.Status(worst, negative: false), options.Reasons.For(worst), string.Join('\n', lines));
    }
}
