using k8s.Models;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Certificates;

/// <summary>As whom controllers ask an etcd that runs on the control plane.</summary>
internal static class EtcdReaders
{
    /// <summary>
    /// By a certificate of their own, which the authority signs; by the one that the user brought where the authority's key is not at hand.
    /// Absent while there is no authority.
    /// </summary>
    public static Observed<EtcdCredentials> Of(ObjectKey cluster, AuthoritySet? authorities)
    {
        if (authorities?[AuthorityPurpose.Etcd] is not { } secret || secret.Text(ClusterSecrets.CertificateKey) is not { } authority)
        {
            return new Observed<EtcdCredentials>.Absent();
        }

        if (secret.KeyPair() is { } pair)
        {
            return new Observed<EtcdCredentials>.Found(EtcdCredentials.OfAuthority(pair));
        }

        var name = AuthoritySecrets.EtcdClient(cluster).Name;
        return authorities.EtcdReader switch
        {
            Observed<V1Secret>.Found(var found) when found.KeyPair() is { } client =>
                new Observed<EtcdCredentials>.Found(EtcdCredentials.OfClient(authority, client)),
            Observed<V1Secret>.Found => new Observed<EtcdCredentials>.Unknown(
                ErrorCodes.InvalidSpecification,
                $"Secret {name} has no {ClusterSecrets.CertificateKey} or no {ClusterSecrets.PrivateKeyKey}: etcd is asked with them"),
            Observed<V1Secret>.Unknown(var code, var message) => new Observed<EtcdCredentials>.Unknown(code, message),
            _ => new Observed<EtcdCredentials>.Unknown(
                ErrorCodes.ReferenceNotFound,
                $"Secret {secret.Metadata.Name} has no {ClusterSecrets.PrivateKeyKey}, and there is no Secret {name} with a client certificate to ask etcd with"),
        };
    }
}
