using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Machines;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Remediation;

/// <summary>What a Machine's condition OwnerRemediated says of a decision.</summary>
internal static class RemediationState
{
    private const string WaitingForRemediation = "WaitingForRemediation";
    private const string RemediationInProgress = "RemediationInProgress";
    private const string RemediationMachineDeleting = "RemediationMachineDeleting";

    /// <summary>What the condition is to say; null to leave it as it is.</summary>
    public static MachineConditionChange? Of(ControlPlaneMachine machine, RemediationDecision decision) => decision switch
    {
        RemediationDecision.Deferred(var m, var message) when m.Name == machine.Name => Waiting(ConditionReasons.RemediationDeferred, message),
        RemediationDecision.Refused(var m, var message) when m.Name == machine.Name => Waiting(ConditionReasons.CannotBeRemediated, message),
        RemediationDecision.Replace(var m, _) when m.Name == machine.Name => new(
            MachineConditions.OwnerRemediated, ConditionState.False(RemediationMachineDeleting, "Machine is deleting"),
            DeprecatedConditionState.Warning(RemediationInProgress)),
        _ when IsWellAgain(machine) => new(MachineConditions.OwnerRemediated, State: null),
        _ => null,
    };

    private static MachineConditionChange Waiting(string reason, string message) => new(
        MachineConditions.OwnerRemediated, ConditionState.False(reason, message), DeprecatedConditionState.Warning(WaitingForRemediation, message));

    private static bool IsWellAgain(ControlPlaneMachine machine) =>
        machine is { IsDeleting: false, Machine.Status.Conditions: { } conditions }
        && conditions.Find(MachineConditions.OwnerRemediated) is not null && conditions.IsTrue(MachineConditions.HealthCheckSucceeded);
}
