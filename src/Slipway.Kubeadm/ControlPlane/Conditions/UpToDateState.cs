using Slipway.Api.Conditions;
using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether a Machine is as wanted, as its condition UpToDate says it.</summary>
internal static class UpToDateState
{
    private const string Updating = "Updating";

    /// <summary>What the condition says.</summary>
    public static ConditionState Of(ControlPlaneMachine machine)
    {
        if (!machine.IsUpToDate)
        {
            return ConditionState.False(ConditionReasons.NotUpToDate, string.Join('\n', machine.OutdatedReasons.Select(r => $"* {r}")));
        }

        // Its kubelet was changed on the machine, or has not started in the version that was installed.
        return machine.Machine is { Status.NodeInfo.KubeletVersion: { Length: > 0 } kubelet, Spec.Version: { Length: > 0 } version } && kubelet != version
            ? ConditionState.False(Updating, $"* Node.status.nodeInfo.kubeletVersion {kubelet}, {version} required")
            : ConditionState.True(ConditionReasons.UpToDate);
    }
}
