namespace Slipway.Api.Shared;

/// <summary>Types of Secrets.</summary>
public static class SecretTypes
{
    /// <summary>Secrets that controllers make: certificates, kubeconfig, boot data.</summary>
    public const string ClusterSecret = "cluster.x-k8s.io/secret";

    /// <summary>Secrets that hold manifests for ClusterResourceSets.</summary>
    public const string ResourceSet = "addons.cluster.x-k8s.io/resource-set";
}
