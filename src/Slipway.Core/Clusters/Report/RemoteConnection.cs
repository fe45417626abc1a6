using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Kubernetes.Formats;

namespace Slipway.Core.Clusters.Report;

/// <summary>Condition RemoteConnectionProbe: whether the workload cluster answers.</summary>
internal static class RemoteConnection
{
    private const int PatienceAfterStart = 5;

    public static ConditionState Of(ClusterScope scope, DateTimeOffset now)
    {
        if (scope.Health.LastProbeSuccessTime is not { } last)
        {
            // A program that has just started has not asked yet: what was true before it stopped is believed until it has.
            if (scope.Health.ConsecutiveFailures >= PatienceAfterStart)
            {
                return ConditionState.False(ClusterReasons.ProbeFailed, "Remote connection probe failed");
            }

            return scope.Cluster.Status?.Conditions.Find(ClusterConditions.RemoteConnectionProbe) is { } known
                ? ConditionState.Of(known)
                : ConditionState.False(ClusterReasons.ProbeFailed, "Remote connection not established yet");
        }

        return scope.IsConnected || now - last <= scope.Options.RemoteConnectionGracePeriod
            ? ConditionState.True(ClusterReasons.ProbeSucceeded)
            : ConditionState.False(ClusterReasons.ProbeFailed, $"Remote connection probe failed, probe last succeeded at {KubeTime.Format(last)}");
    }
}
