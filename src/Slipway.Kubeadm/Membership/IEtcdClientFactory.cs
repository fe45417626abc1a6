using Slipway.Kubernetes.Client;

namespace Slipway.Kubeadm.Membership;

/// <summary>Opens conversations with etcd members.</summary>
internal interface IEtcdClientFactory
{
    /// <summary>A conversation with the member on a Node. Nothing is connected before the first call.</summary>
    /// <param name="workload">The cluster, through whose API server the connection goes.</param>
    /// <param name="node">The Node.</param>
    /// <param name="credentials">Whose client certificate is shown, and by which authority the member's is checked.</param>
    IEtcdClient Create(IKubeClient workload, string node, EtcdCredentials credentials);
}
