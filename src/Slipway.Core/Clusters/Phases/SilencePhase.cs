using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Clusters.Phases;

/// <summary>Comes back when a cluster that went out of reach has been so for long enough to say it.</summary>
internal static class SilencePhase
{
    public static Phase<ClusterScope> Instance { get; } = new("Silence", Decide);

    public static PhaseResult Decide(ClusterScope scope, DateTimeOffset now)
    {
        if (scope.IsConnected || scope.Health.LastProbeSuccessTime is not { } last)
        {
            return PhaseResult.Completed;
        }

        var left = last + scope.Options.RemoteConnectionGracePeriod - now;
        return left <= TimeSpan.Zero
            ? PhaseResult.Completed
            : PhaseResult.WaitFor("WaitingForConnection", "Waiting for the connection to the workload cluster", left + TimeSpan.FromMilliseconds(1));
    }
}
