using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>What a Machine's component says in v1beta1, whose reasons say of what they are.</summary>
internal static class DeprecatedHealth
{
    private const string PodInspectionFailed = "PodInspectionFailed";
    private const string MemberInspectionFailed = "EtcdMemberInspectionFailed";

    /// <summary>The v1beta1 form of a Machine's condition; null for one that v1beta1 has not, or that is not there.</summary>
    /// <param name="type">The condition's type.</param>
    /// <param name="health">What is known of the Machine.</param>
    public static DeprecatedConditionState? Of(string type, MachineHealth health)
    {
        if (type == ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet || !health.States.TryGetValue(type, out var state))
        {
            return null;
        }

        var isMember = type == ControlPlaneMachineConditions.EtcdMemberHealthy;
        return (state.Status, state.Reason) switch
        {
            (ConditionStatus.True, _) => DeprecatedConditionState.True(),
            (ConditionStatus.False, ConditionReasons.Deleting) => DeprecatedConditionState.Info("Deleting"),
            (ConditionStatus.False, _) when isMember => DeprecatedConditionState.Error("EtcdMemberUnhealthy", state.Message),
            (ConditionStatus.False, "Provisioning") => DeprecatedConditionState.Info("PodProvisioning", state.Message),
            (ConditionStatus.False, "DoesNotExist") => DeprecatedConditionState.Error("PodMissing", state.Message),
            (ConditionStatus.False, _) => DeprecatedConditionState.Error("PodFailed", state.Message),
            _ when isMember => DeprecatedConditionState.Unknown(MemberInspectionFailed, state.Message),

            // The present form calls it unknown what a pod without a Node does.
            _ when health.NodeIsMissing => DeprecatedConditionState.Error("PodFailed", "Missing Node"),
            _ => DeprecatedConditionState.Unknown(PodInspectionFailed, state.Message),
        };
    }
}
