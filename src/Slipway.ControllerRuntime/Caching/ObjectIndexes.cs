namespace Slipway.ControllerRuntime.Caching;

/// <summary>The indexes that every cache of objects keeps.</summary>
public static class ObjectIndexes
{
    /// <summary>By the UID of each owner.</summary>
    public const string Owner = "owner";

    /// <summary>By <c>namespace/name</c> of the cluster that the label <c>cluster.x-k8s.io/cluster-name</c> names.</summary>
    public const string Cluster = "cluster";
}
