using Slipway.Api.Conditions;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>What a Machine's component says in v1beta1, whose reasons say of what they are.</summary>
internal static class DeprecatedHealth
{
    private const string PodInspectionFailed = "PodInspectionFailed";
    private const string MemberInspectionFailed = "EtcdMemberInspectionFailed";

    /// <summary>The v1beta1 form; null for a condition that v1beta1 has not.</summary>
    /// <param name="type">The condition's type.</param>
    /// <param name="state">What it says in the present form.</param>
    public static DeprecatedConditionState? Of(string type, ConditionState state)
    {
        if (type == ControlPlaneMachineConditions.NodeKubeadmLabelsAndTaintsSet)
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
            _ => DeprecatedConditionState.Unknown(isMember ? MemberInspectionFailed : PodInspectionFailed, state.Message),
        };
    }
}
