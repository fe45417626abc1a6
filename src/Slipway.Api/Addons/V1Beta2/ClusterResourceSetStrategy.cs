namespace Slipway.Api.Addons.V1Beta2;

/// <summary>How often manifests are applied.</summary>
public static class ClusterResourceSetStrategy
{
    /// <summary>Once to each Cluster; what is there already stays as it is.</summary>
    public const string ApplyOnce = "ApplyOnce";

    /// <summary>Again whenever they change.</summary>
    public const string Reconcile = "Reconcile";
}
