using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubeadm.Membership;

/// <summary>By what an etcd is told who asks, and by what it is believed.</summary>
/// <param name="AuthorityPem">The certificate of the authority that signs etcd's.</param>
/// <param name="Pair">The authority's key pair, by which a client certificate is issued; or a client's, which is used as it is.</param>
/// <param name="IsClient">Whether it is a client's.</param>
internal sealed record EtcdCredentials(string AuthorityPem, CertificateKeyPair Pair, bool IsClient)
{
    /// <summary>Those of whoever has the authority's key.</summary>
    public static EtcdCredentials OfAuthority(CertificateKeyPair authority) => new(authority.CertificatePem, authority, IsClient: false);

    /// <summary>Those of whoever was given a client certificate.</summary>
    public static EtcdCredentials OfClient(string authorityPem, CertificateKeyPair client) => new(authorityPem, client, IsClient: true);
}
