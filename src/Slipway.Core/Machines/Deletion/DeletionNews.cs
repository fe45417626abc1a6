using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Machines.Deletion;

/// <summary>Events about steps of a deletion that are done, and the v1beta1 conditions that remember that they were told.</summary>
internal static class DeletionNews
{
    public const string Drained = "DrainingSucceeded";
    public const string VolumesDetached = "VolumeDetachSucceeded";

    /// <summary>The step failed, with an event.</summary>
    public static PhaseResult Failed(Machine machine, ErrorCode code, string failure, string reason, string message) =>
        new PhaseResult.Fail(code, failure)
    {
        Events = [new Effect.Emit("Warning", reason, $"{message} \"{machine.Status?.NodeRef?.Name}\": {failure}")],
    };

    /// <summary>The step is done, with an event unless the condition says so already.</summary>
    public static PhaseResult Told(Machine machine, string condition, string reason, string message) =>
        machine.Status?.Deprecated?.V1Beta1?.Conditions.Find(condition)?.Status == ConditionStatus.True
            ? PhaseResult.Completed
            : new PhaseResult.Done { Events = [new Effect.Emit("Normal", reason, $"{message} \"{machine.Status?.NodeRef?.Name}\"")] };
}
