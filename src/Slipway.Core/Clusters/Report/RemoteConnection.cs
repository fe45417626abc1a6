using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Core.Clusters.Report;

/// <summary>Condition RemoteConnectionProbe: whether the workload cluster answers.</summary>
internal static class RemoteConnection
{
    public static ConditionState Of(ClusterScope scope, DateTimeOffset now)
    {
        if (scope.Health.LastProbeSuccessTime is not { } last)
        {
            return ConditionState.False(ClusterReasons.ProbeFailed, "Remote connection not established yet");
        }

        return scope.IsConnected || now - last <= scope.Options.RemoteConnectionGracePeriod
            ? ConditionState.True(ClusterReasons.ProbeSucceeded)
            : ConditionState.False(ClusterReasons.ProbeFailed, $"Remote connection probe failed, probe last succeeded at {last.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
    }
}
