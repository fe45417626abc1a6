using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Cli.Describe;

/// <summary>How far a cluster is.</summary>
internal static class ClusterProgress
{
    /// <summary>Whether the cluster is Available with every replica that is wanted: what a person waits for.</summary>
    public static bool IsComplete(Cluster cluster) =>
        Available(cluster) is { Status: "True" }
        && IsComplete(cluster.Status?.ControlPlane)
        && IsComplete(cluster.Status?.Workers);

    /// <summary>Why it is not, in the Cluster's own words.</summary>
    public static string WhyNot(Cluster cluster) => Available(cluster) switch
    {
        null => "its controllers have not looked at it yet",
        { Status: "True" } => "not every replica is available",
        var condition => condition.Message is { Length: > 0 } message ? message : condition.Reason ?? "",
    };

    private static Condition? Available(Cluster cluster) =>
        cluster.Status?.Conditions?.FirstOrDefault(c => c.Type == ClusterConditions.Available);

    private static bool IsComplete(ClusterReplicaStatus? replicas) =>
        (replicas?.AvailableReplicas ?? 0) == (replicas?.DesiredReplicas ?? 0) && (replicas?.Replicas ?? 0) == (replicas?.DesiredReplicas ?? 0);
}
