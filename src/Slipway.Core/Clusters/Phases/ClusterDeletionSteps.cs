namespace Slipway.Core.Clusters.Phases;

/// <summary>Names of the steps of a Cluster's deletion, in their order.</summary>
internal static class ClusterDeletionSteps
{
    public const string Workers = "DeleteWorkers";
    public const string ControlPlane = "DeleteControlPlane";
    public const string Infrastructure = "DeleteInfrastructure";
    public const string Finalizer = "RemoveFinalizer";
}
