using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

namespace Slipway.Core.Machines.Report;

/// <summary>Joins what the control plane's components of one Machine say into one entry when they all say the same.</summary>
internal static class ControlPlaneComponents
{
    // By prefix: other control plane providers name their conditions likewise.
    private static readonly string[] Prefixes = ["* APIServer", "* ControllerManager", "* Scheduler",
        $"* {ControlPlaneMachineConditions.EtcdPodHealthy}:"];

    public static string Group(string message)
    {
        var lines = message.Split('\n');
        var components = lines.Where(l =>
            l.Contains(':', StringComparison.Ordinal) && Prefixes.Any(p => l.StartsWith(p, StringComparison.Ordinal))).ToList();
        var texts = components.Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal).ToList();
        if (components.Count < 2 || texts.Count != 1)
        {
            return message;
        }

        var first = Array.IndexOf(lines, components[0]);
        return string.Join('\n',
            lines.Select((line, i) => i == first ? $"* Control plane components:{texts[0]}" : line).Where(l => !components.Contains(l)));
    }
}
