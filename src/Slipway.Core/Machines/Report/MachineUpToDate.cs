using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.MachineDeployments;

namespace Slipway.Core.Machines.Report;

/// <summary>Condition UpToDate of worker Machines; the control plane sets it on its own.</summary>
internal static class MachineUpToDate
{
    /// <summary>The condition; null for a Machine that no MachineDeployment manages, and so has nothing to be measured by.</summary>
    public static ConditionState? Of(MachineScope scope, DateTimeOffset now)
    {
        if (scope.OwnerSet is not { } set || scope.OwnerDeployment is not { } deployment)
        {
            return null;
        }

        var differences = TemplateComparison.Differences(set.Spec!.Template!.Spec!, deployment.Spec!.Template!.Spec!);
        if (deployment.Spec.Rollout?.After is { } after && after < now.UtcDateTime && set.Metadata.CreationTimestamp < after)
        {
            differences = [.. differences, "MachineDeployment spec.rolloutAfter expired"];
        }

        if (differences.Count > 0)
        {
            return ConditionState.False(ConditionReasons.NotUpToDate, string.Join('\n', differences.Select(d => $"* {d}")));
        }

        return (scope.Node.Node?.Status ?? new()).NodeInfo?.KubeletVersion is { Length: > 0 } kubelet
            && kubelet != (scope.Machine.Spec!.Version ?? "")
            ? ConditionState.False(MachineReasons.Updating,
                $"* Node.status.nodeInfo.kubeletVersion {kubelet}, {scope.Machine.Spec.Version} required")
            : ConditionState.True(ConditionReasons.UpToDate);
    }
}
