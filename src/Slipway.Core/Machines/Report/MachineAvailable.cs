using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition Available: ready for long enough.</summary>
internal static class MachineAvailable
{
    public static ConditionState Of(Machine machine, Condition ready, DateTimeOffset now)
    {
        if (ready is not { Status: ConditionStatus.True, LastTransitionTime: { } since })
        {
            return ConditionState.False(ConditionReasons.NotReady);
        }

        var seconds = machine.Spec?.MinReadySeconds ?? 0;
        return now.UtcDateTime - since >= TimeSpan.FromSeconds(seconds)
            ? ConditionState.True(ConditionReasons.Available)
            : ConditionState.False(MachineReasons.WaitingForMinReadySeconds, $"Machine is ready since {KubeTime.Format(since)}, minReadySeconds is {seconds}");
    }
}
