namespace Slipway.Core.Clusters;

/// <summary>Indexes that the cache of a workload cluster keeps beside those every cache has.</summary>
public static class WorkloadIndexes
{
    /// <summary>Nodes by <c>spec.providerID</c>.</summary>
    public const string ProviderId = "providerID";
}
