namespace Slipway.Api.Addons.V1Beta2;

/// <summary>Reasons that only conditions of ClusterResourceSets use.</summary>
public static class ClusterResourceSetReasons
{
    /// <summary>All is applied.</summary>
    public const string Applied = "Applied";

    /// <summary>A manifest could not be applied; the message says which.</summary>
    public const string NotApplied = "NotApplied";

    /// <summary>A Secret is not of the type for manifests.</summary>
    public const string WrongSecretType = "WrongSecretType";
}
