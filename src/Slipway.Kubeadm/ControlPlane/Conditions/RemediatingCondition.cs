using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.ControlPlane.Remediation;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Whether Machines are being replaced because a health check found them ill.</summary>
internal static class RemediatingCondition
{
    private const int MaxNames = 3;
    private static readonly MergeReasons Reasons = new(ConditionReasons.Remediating, ConditionReasons.Remediating, ConditionReasons.Remediating);

    /// <summary>What the condition says.</summary>
    public static ConditionState Of(ControlPlaneScope scope)
    {
        var decision = RemediationPlanner.Decide(scope);
        var ill = scope.Machines.Where(m => m.NeedsRemediation).ToList();
        if (ill.Count == 0)
        {
            return scope.Object.Metadata.Annotations.Value(MachineBlueprint.RemediationInProgress) is { } annotation
                && decision is not RemediationDecision.Finished && RemediationRecord.Parse(annotation) is { } record
                ? ConditionState.True(ConditionReasons.Remediating, $"Machine {record.Machine} is being replaced")
                : ConditionState.False(ConditionReasons.NotRemediating, LeftAlone(scope));
        }

        var told = ConditionAggregate.Of(
            MachineConditions.OwnerRemediated, ill.Select(m => new AggregateSource("Machine", m.Name, Told(m, decision))), Reasons);
        return ConditionState.True(ConditionReasons.Remediating, told.Message);
    }

    private static Condition? Told(ControlPlaneMachine machine, RemediationDecision decision) => RemediationState.Of(machine, decision)?.State is { } state
        ? new Condition { Type = MachineConditions.OwnerRemediated, Status = state.Status, Reason = state.Reason, Message = state.Message }
        : machine.Machine.Status?.Conditions.Find(MachineConditions.OwnerRemediated);

    private static string LeftAlone(ControlPlaneScope scope)
    {
        var names = RemediationPlanner.LeftAlone(scope);
        return names.IsEmpty
            ? ""
            : $"{(names.Length == 1 ? "Machine" : "Machines")} {NameList.Of(names, MaxNames)} {(names.Length == 1 ? "is" : "are")} "
                + "not healthy (not to be remediated by KubeadmControlPlane)";
    }
}
