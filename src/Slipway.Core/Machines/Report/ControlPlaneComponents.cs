using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

namespace Slipway.Core.Machines.Report;

/// <summary>Joins what the control plane's components of one Machine say into one entry when they all say the same.</summary>
internal static class ControlPlaneComponents
{
    private static readonly string[] Types =
    [
        ControlPlaneMachineConditions.APIServerPodHealthy, ControlPlaneMachineConditions.ControllerManagerPodHealthy,
        ControlPlaneMachineConditions.SchedulerPodHealthy, ControlPlaneMachineConditions.EtcdPodHealthy,
        ControlPlaneMachineConditions.EtcdMemberHealthy,
    ];

    public static string Group(string message)
    {
        var lines = message.Split('\n');
        var component = lines.Where(l => Types.Any(t => l.StartsWith($"* {t}: ", StringComparison.Ordinal))).ToList();
        var texts = component.Select(l => l[(l.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Distinct(StringComparer.Ordinal).ToList();
        if (component.Count < 2 || texts.Count != 1)
        {
            return message;
        }

        var first = Array.IndexOf(lines, component[0]);
        return string.Join('\n', lines.Select((line, i) => i == first ? $"* Control plane components: {texts[0]}" : line).Where(l => !component.Contains(l)));
    }
}
