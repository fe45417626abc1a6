using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Kubeadm.ControlPlane.Health;

/// <summary>Whether kubeadm's last step on a machine is done: its Node is marked as one of the control plane.</summary>
internal static class NodeCheck
{
    private const string Set = "Set";
    private const string NotSet = "NotSet";
    private const string NoSchedule = "NoSchedule";
    private const string NoExecute = "NoExecute";
    private const string ControlPlaneRole = NodeTaints.ControlPlane;

    /// <summary>What the condition NodeKubeadmLabelsAndTaintsSet says.</summary>
    /// <param name="node">The Node.</param>
    /// <param name="expectsTaint">Whether the control plane's taint is to be on it.</param>
    /// <param name="wasSet">Whether it was once seen done: whoever takes the taint off later does so on purpose.</param>
    public static ConditionState Of(V1Node node, bool expectsTaint, bool wasSet)
    {
        var lacksLabel = node.Metadata.Labels?.ContainsKey(ControlPlaneRole) != true;
        var lacksTaint = expectsTaint && !wasSet && node.Spec?.Taints?.Any(t => IsDefaultTaint(t.Key, t.Effect)) != true;
        return (lacksLabel, lacksTaint) switch
        {
            (false, false) => ConditionState.True(Set),
            (true, false) => Missing(node, $"does not have the label {ControlPlaneRole}"),
            (false, true) => Missing(node, $"does not have the taint {ControlPlaneRole}:{NoSchedule}"),
            _ => Missing(node, $"has neither the label {ControlPlaneRole} nor the taint {ControlPlaneRole}:{NoSchedule}"),
        };
    }

    /// <summary>
    /// Whether the control plane's taint is to be on a machine's Node: the Machine or the boot configuration names it, or kubeadm was left
    /// to choose.
    /// </summary>
    public static bool ExpectsTaint(Machine machine, KubeadmConfigSpec? config) =>
        machine.Spec?.Taints?.Any(t => IsDefaultTaint(t.Key, t.Effect)) == true
        || (config is not null && Registration(config)?.Taints?.Any(t => IsDefaultTaint(t.Key, t.Effect)) is null or true);

    /// <summary>Whether the Node can run pods.</summary>
    public static bool IsReady(V1Node node) => Ready(node) == ConditionStatus.True;

    /// <summary>Whether the Node has fallen silent.</summary>
    public static bool IsUnreachable(V1Node node) => Ready(node) == ConditionStatus.Unknown
        || node.Spec?.Taints?.Any(t => t is { Key: NodeTaints.Unreachable, Effect: NoExecute }) == true;

    private static NodeRegistrationOptions? Registration(KubeadmConfigSpec config) =>
        config.InitConfiguration?.NodeRegistration ?? config.JoinConfiguration?.NodeRegistration;

    private static bool IsDefaultTaint(string? key, string? effect) => (key, effect) == (ControlPlaneRole, NoSchedule);

    private static ConditionState Missing(V1Node node, string what) => ConditionState.False(NotSet, $"Node {node.Metadata.Name} {what}");

    private static string? Ready(V1Node node) => node.Status?.Conditions?.FirstOrDefault(c => c.Type == "Ready")?.Status;
}
