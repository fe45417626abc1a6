namespace Slipway.Core.ClusterResourceSets.Manifests;

/// <summary>The order in which kinds are created, so that what others stand on is there first: Cluster API's.</summary>
internal static class CreationOrder
{
    // "Endpoint" is no kind that there is; it is what Cluster API has in its list.
    private static readonly string[] First =
    [
        "Namespace", "CustomResourceDefinition", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "Secret", "ConfigMap",
        "ServiceAccount", "LimitRange", "Pod", "ReplicaSet", "Endpoint",
    ];

    /// <summary>The place of a kind: those that are not named come last, as they were written.</summary>
    public static int Of(string kind) => Array.IndexOf(First, kind) is >= 0 and var place ? place : First.Length;
}
