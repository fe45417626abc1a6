namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Types of a ClusterResourceSet's conditions.</summary>
public static class ClusterResourceSetConditions
{
    /// <summary>All manifests are applied to all Clusters.</summary>
    public const string ResourcesApplied = "ResourcesApplied";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
