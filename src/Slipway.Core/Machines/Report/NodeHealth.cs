using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines.Report;

/// <summary>What a Node's own conditions come to.</summary>
internal static class NodeHealth
{
    private static readonly string[] Pressures = ["MemoryPressure", "DiskPressure", "PIDPressure"];

    /// <summary>What the Node says of itself, since when it says so.</summary>
    public static ConditionState Ready(V1Node node)
    {
        if (Find(node, "Ready") is not { } ready)
        {
            return ConditionState.Unknown(MachineReasons.NodeReadyUnknown, Line("Ready", "Condition not yet reported"));
        }

        var state = ready.Status switch
        {
            ConditionStatus.True => ConditionState.True(MachineReasons.NodeReady),
            ConditionStatus.False => ConditionState.False(MachineReasons.NodeNotReady, ReadyLine(ready.Message)),
            _ => ConditionState.Unknown(MachineReasons.NodeReadyUnknown, ReadyLine(ready.Message)),
        };
        return state with { Since = ready.LastTransitionTime is { } at ? new DateTimeOffset(at.ToUniversalTime()) : null };
    }

    public static ConditionState Healthy(V1Node node)
    {
        var worst = MergePriority.Info;
        List<string> lines = [];
        List<string> texts = [];
        Judge("Ready", good: ConditionStatus.True, bad: ConditionStatus.False);
        foreach (var pressure in Pressures)
        {
            Judge(pressure, good: ConditionStatus.False, bad: ConditionStatus.True);
        }

        var isOne = texts.Count > 1 && texts.Distinct(StringComparer.Ordinal).Count() == 1;
        var message = isOne ? Line("AllConditions", texts[0]) : string.Join('\n', lines);
        return worst switch
        {
            MergePriority.Issue => ConditionState.False(MachineReasons.NodeNotHealthy, message),
            MergePriority.Unknown => ConditionState.Unknown(MachineReasons.NodeHealthyUnknown, message),
            _ => ConditionState.True(MachineReasons.NodeHealthy),
        };

        void Judge(string type, string good, string bad)
        {
            var condition = Find(node, type);
            if (condition?.Status == good)
            {
                return;
            }

            var priority = condition?.Status == bad ? MergePriority.Issue : MergePriority.Unknown;
            worst = priority < worst ? priority : worst;
            if (condition is not null)
            {
                texts.Add(string.IsNullOrEmpty(condition.Message) ? $"Condition is {condition.Status}" : condition.Message);
            }

            lines.Add(Line(type, condition is null ? "Condition not yet reported" : texts[^1]));
        }
    }

    private static V1NodeCondition? Find(V1Node node, string type) => node.Status?.Conditions?.FirstOrDefault(c => c.Type == type);

    private static string ReadyLine(string? message) => string.IsNullOrEmpty(message) ? "" : Line("Ready", message);

    private static string Line(string type, string message) => $"* Node.{type}: {message}";
}
