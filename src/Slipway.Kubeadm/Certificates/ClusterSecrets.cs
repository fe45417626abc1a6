using System.Collections.Immutable;
using System.Text;
using k8s.Models;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Certificates;

/// <summary>Names, keys and reads of the Secrets that belong to a cluster as a whole.</summary>
internal static class ClusterSecrets
{
    /// <summary>The key of a certificate, or of the public key of service accounts.</summary>
    public const string CertificateKey = "tls.crt";

    /// <summary>The key of a private key.</summary>
    public const string PrivateKeyKey = "tls.key";

    /// <summary>The key of a kubeconfig and of boot data.</summary>
    public const string ValueKey = "value";

    /// <summary>The four authorities in the order in which user data writes them.</summary>
    public static ImmutableArray<AuthorityPurpose> Purposes { get; } =
        [AuthorityPurpose.Cluster, AuthorityPurpose.Etcd, AuthorityPurpose.FrontProxy, AuthorityPurpose.ServiceAccount];

    /// <summary>The Secret of an authority.</summary>
    public static ObjectKey Authority(ObjectKey cluster, AuthorityPurpose purpose) => new(cluster.Namespace, cluster.Name + Suffix(purpose));

    /// <summary>The Secret of the admin kubeconfig.</summary>
    public static ObjectKey Kubeconfig(ObjectKey cluster) => new(cluster.Namespace, $"{cluster.Name}-kubeconfig");

    /// <summary>The Secret of the API servers' client certificate for an external etcd.</summary>
    public static ObjectKey EtcdClient(ObjectKey cluster) => new(cluster.Namespace, $"{cluster.Name}-apiserver-etcd-client");

    /// <summary>The text under a key; null when there is none.</summary>
    public static string? Text(this V1Secret secret, string key) =>
        secret.Data is { } data && data.TryGetValue(key, out var bytes) && bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>
    /// Certificate and key of the Secret; null when one is missing, as where the user keeps an authority's key elsewhere.
    /// </summary>
    public static CertificateKeyPair? KeyPair(this V1Secret secret) =>
        secret.Text(CertificateKey) is { } certificate && secret.Text(PrivateKeyKey) is { } key ? new(certificate, key) : null;

    private static string Suffix(AuthorityPurpose purpose) => purpose switch
    {
        AuthorityPurpose.Cluster => "-ca",
        AuthorityPurpose.Etcd => "-etcd",
        AuthorityPurpose.FrontProxy => "-proxy",
        _ => "-sa",
    };
}
