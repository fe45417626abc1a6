using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using ApiKeyAlgorithm = Slipway.Api.Bootstrap.Kubeadm.V1Beta2.KeyAlgorithm;
using KeyAlgorithm = Slipway.Kubernetes.Certificates.KeyAlgorithm;

namespace Slipway.Kubeadm.Certificates;

/// <summary>Makes the authorities of a new cluster and the admin's credentials.</summary>
/// <param name="certificates">Makes the certificates.</param>
internal sealed class AuthorityFactory(CertificateFactory certificates)
{
    /// <summary>The Secret of a new authority.</summary>
    public JsonObject CreateAuthority(ObjectKey cluster, AuthorityPurpose purpose, V1OwnerReference owner, ClusterConfiguration? configuration)
    {
        var algorithm = Algorithm(configuration?.EncryptionAlgorithm);
        var lifetime = TimeSpan.FromDays(configuration?.CaCertificateValidityPeriodDays ?? 3650);
        var (certificate, key) = purpose == AuthorityPurpose.ServiceAccount
            ? CertificateFactory.CreateKeyPair(algorithm)
            : Pems(certificates.CreateAuthority("kubernetes", lifetime, algorithm));
        return BuiltInTypes.Secret.ToJsonObject(ClusterSecrets.Create(
            AuthoritySecrets.Authority(cluster, purpose), cluster.Name, owner,
            (ClusterSecrets.CertificateKey, certificate), (ClusterSecrets.PrivateKeyKey, key)));
    }

    /// <summary>The Secrets of all authorities that are missing. That of an external etcd only its owner can give.</summary>
    public ImmutableArray<JsonObject> CreateMissing(
        ObjectKey cluster, AuthoritySet set, V1OwnerReference owner, ClusterConfiguration? configuration) =>
    [
        .. set.Missing
            .Where(p => p != AuthorityPurpose.Etcd || configuration?.Etcd?.External is null)
            .Select(p => CreateAuthority(cluster, p, owner, configuration)),
    ];

    /// <summary>An admin kubeconfig with a fresh client certificate of one year.</summary>
    public string CreateKubeconfig(ObjectKey cluster, CertificateKeyPair authority, string endpoint) =>
        certificates.CreateKubeconfig(cluster.Name, authority, endpoint);

    /// <summary>The key that an <c>encryptionAlgorithm</c> names: ECDSA P-256 unless the user asks for another.</summary>
    internal static KeyAlgorithm Algorithm(string? name) => name switch
    {
        ApiKeyAlgorithm.EcdsaP384 => KeyAlgorithm.EcdsaP384,
        ApiKeyAlgorithm.Rsa2048 => KeyAlgorithm.Rsa2048,
        ApiKeyAlgorithm.Rsa3072 => KeyAlgorithm.Rsa3072,
        ApiKeyAlgorithm.Rsa4096 => KeyAlgorithm.Rsa4096,
        _ => KeyAlgorithm.EcdsaP256,
    };

    private static (string Certificate, string Key) Pems(CertificateKeyPair pair) => (pair.CertificatePem, pair.PrivateKeyPem);
}
