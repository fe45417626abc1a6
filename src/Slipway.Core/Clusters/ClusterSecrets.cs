using System.Text;
using k8s.Models;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Secrets that belong to a cluster, as the contract names, types and labels them: certificates, kubeconfig, boot data.</summary>
public static class ClusterSecrets
{
    /// <summary>The key of a certificate, or of the public key of service accounts.</summary>
    public const string CertificateKey = "tls.crt";

    /// <summary>The key of a private key.</summary>
    public const string PrivateKeyKey = "tls.key";

    /// <summary>The key of a kubeconfig and of boot data.</summary>
    public const string ValueKey = "value";

    /// <summary>The Secret of the authority that signs the API server's certificate and its clients'.</summary>
    public static ObjectKey Authority(ObjectKey cluster) => cluster with { Name = $"{cluster.Name}-ca" };

    /// <summary>The Secret of the admin kubeconfig.</summary>
    public static ObjectKey Kubeconfig(ObjectKey cluster) => cluster with { Name = $"{cluster.Name}-kubeconfig" };

    /// <summary>The text under a key; null when there is none.</summary>
    public static string? Text(this V1Secret secret, string key) =>
        secret.Data is { } data && data.TryGetValue(key, out var bytes) && bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>
    /// Certificate and key of the Secret; null when one is missing, as where the user keeps an authority's key elsewhere.
    /// </summary>
    public static CertificateKeyPair? KeyPair(this V1Secret secret) =>
        secret.Text(CertificateKey) is { } certificate && secret.Text(PrivateKeyKey) is { } key ? new(certificate, key) : null;

    /// <summary>A Secret of a cluster.</summary>
    /// <param name="key">Namespace and name.</param>
    /// <param name="clusterName">The cluster's name, for the label.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="data">Texts by key.</param>
    public static V1Secret Create(
        ObjectKey key, string clusterName, V1OwnerReference owner, params ReadOnlySpan<(string Key, string Value)> data)
    {
        var secret = new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Type = SecretTypes.ClusterSecret,
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = key.Namespace,
                Name = key.Name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ClusterLabels.ClusterName] = clusterName },
                OwnerReferences = [owner],
            },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal),
        };
        foreach (var (name, value) in data)
        {
            secret.Data[name] = Encoding.UTF8.GetBytes(value);
        }

        return secret;
    }

    /// <summary>An admin kubeconfig with a fresh client certificate of one year.</summary>
    /// <param name="certificates">Makes the certificate.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="authority">The cluster's authority.</param>
    /// <param name="endpoint">Host and port of the API server.</param>
    public static string CreateKubeconfig(
        this CertificateFactory certificates, string cluster, CertificateKeyPair authority, string endpoint) => new KubeconfigDocument
        {
            ClusterName = cluster,
            UserName = $"{cluster}-admin",
            Server = new Uri($"https://{endpoint}"),
            AuthorityPem = authority.CertificatePem,
            Client = certificates.Issue(authority, CertificateSpec.Client("kubernetes-admin", "system:masters")),
        }.ToYaml();
}
