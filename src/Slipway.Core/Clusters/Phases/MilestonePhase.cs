using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Clusters.Phases;

/// <summary>Tells people of what the cluster has reached.</summary>
internal static class MilestonePhase
{
    public static Phase<ClusterScope> Instance { get; } = new("Milestones", (scope, now) => IsReported(scope, now) ? Decide(scope) : PhaseResult.Completed);

    /// <summary>The first news of a deletion.</summary>
    public static Phase<ClusterScope> Deleting { get; } = new("DeletionMilestone", (scope, _) =>
        scope.Cluster.Status?.Phase == ClusterPhase.Deleting
        ? PhaseResult.Completed
        : new PhaseResult.Done { Events = [Reached(scope)] });

    public static PhaseResult Decide(ClusterScope scope)
    {
        var name = scope.Cluster.Metadata.Name;
        var status = scope.Cluster.Status;
        List<Effect> effects = [];
        if (scope.Infrastructure is not null && status?.Initialization?.InfrastructureProvisioned != true && scope.IsInfrastructureProvisioned)
        {
            effects.Add(new Effect.Emit("Normal", "InfrastructureReady", $"Cluster {name} InfrastructureProvisioned is now True"));
        }

        if (status?.Phase != scope.Phase)
        {
            effects.Add(Reached(scope));
        }

        if (scope.ControlPlane is not null && status?.Initialization?.ControlPlaneInitialized != true && scope.IsControlPlaneInitialized)
        {
            effects.Add(new Effect.Emit("Normal", "ControlPlaneInitialized", $"Cluster {name} ControlPlaneInitialized is now True"));
        }

        return PhaseResult.DoneAfter(effects);
    }

    private static Effect.Emit Reached(ClusterScope scope) =>
        new("Normal", scope.Phase, $"Cluster {scope.Cluster.Metadata.Name} is {scope.Phase}");

    // What is told here is told once because the status remembers it: not in a pass that does not write it.
    private static bool IsReported(ClusterScope scope, DateTimeOffset now) =>
        ClusterReferencePhase.Infrastructure.Decide(scope, now) is not PhaseResult.Do
        && ClusterReferencePhase.ControlPlane.Decide(scope, now) is not PhaseResult.Do
        && EndpointPhase.Decide(scope) is not PhaseResult.Do;
}
