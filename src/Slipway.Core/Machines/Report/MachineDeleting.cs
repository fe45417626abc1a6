using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Machines.Deletion;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition Deleting: the step that is under way.</summary>
internal static class MachineDeleting
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        [DeletionSteps.PreDrainHook] = MachineReasons.WaitingForPreDrainHook,
        [DeletionSteps.Drain] = MachineReasons.DrainingNode,
        [DeletionSteps.VolumeDetach] = MachineReasons.WaitingForVolumeDetach,
        [DeletionSteps.PreTerminateHook] = MachineReasons.WaitingForPreTerminateHook,
        [DeletionSteps.Infrastructure] = ConditionReasons.WaitingForInfrastructureDeletion,
        [DeletionSteps.Bootstrap] = MachineReasons.WaitingForBootstrapDeletion,
        [DeletionSteps.Node] = MachineReasons.DeletingNode,
        [DeletionSteps.Finalizer] = ConditionReasons.DeletionCompleted,
    };

    public static ConditionState Of(MachineScope scope, PassOutcome outcome) => DeletionStage.Of(scope.IsDeleting, outcome, Reasons);
}
