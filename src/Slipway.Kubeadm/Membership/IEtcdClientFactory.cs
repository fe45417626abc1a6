using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;

namespace Slipway.Kubeadm.Membership;

/// <summary>Opens conversations with etcd members.</summary>
internal interface IEtcdClientFactory
{
    /// <summary>A conversation with the member on a Node. Nothing is connected before the first call.</summary>
    /// <param name="workload">The cluster, through whose API server the connection goes.</param>
    /// <param name="node">The Node.</param>
    /// <param name="authority">
    /// The authority that signs etcd's certificates: it signs the client's own, and the member's is checked by it.
    /// </param>
    IEtcdClient Create(IKubeClient workload, string node, CertificateKeyPair authority);
}
