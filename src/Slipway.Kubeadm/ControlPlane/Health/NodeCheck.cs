using k8s.Models;
using Slipway.Api.Conditions;
using Slipway.Api.Shared;

namespace Slipway.Kubeadm.ControlPlane.Health;

/// <summary>Whether kubeadm's last step on a machine is done: its Node is marked as one of the control plane.</summary>
internal static class NodeCheck
{
    private const string Set = "Set";
    private const string NotSet = "NotSet";
    private const string ControlPlaneRole = NodeTaints.ControlPlane;

    /// <summary>What the condition NodeKubeadmLabelsAndTaintsSet says.</summary>
    /// <param name="node">The Node.</param>
    /// <param name="expectsTaint">Whether kubeadm was left to choose the taints.</param>
    /// <param name="wasSet">Whether it was once seen done: whoever takes the taint off later does so on purpose.</param>
    public static ConditionState Of(V1Node node, bool expectsTaint, bool wasSet)
    {
        if (wasSet)
        {
            return ConditionState.True(Set);
        }

        if (node.Metadata.Labels?.ContainsKey(ControlPlaneRole) != true)
        {
            return ConditionState.False(NotSet, $"Node {node.Metadata.Name} does not have the label {ControlPlaneRole} yet");
        }

        return expectsTaint && node.Spec?.Taints?.Any(t => t.Key == ControlPlaneRole) != true
            ? ConditionState.False(NotSet, $"Node {node.Metadata.Name} does not have the taint {ControlPlaneRole} yet")
            : ConditionState.True(Set);
    }

    /// <summary>Whether the Node can run pods.</summary>
    public static bool IsReady(V1Node node) => Ready(node) == ConditionStatus.True;

    /// <summary>Whether the Node has fallen silent.</summary>
    public static bool IsUnreachable(V1Node node) => Ready(node) == ConditionStatus.Unknown;

    private static string? Ready(V1Node node) => node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready")?.Status;
}
