using Slipway.ApiServer.Http.Pods;

namespace Slipway.Dev.Etcd;

/// <summary>Reaches the one port that pretended pods have: etcd's, for clients.</summary>
/// <param name="etcd">The processes of the cluster.</param>
internal sealed class EtcdPodConnector(EtcdService etcd) : IPodConnector
{
    private const int ClientPort = 2379;
    private const string PodPrefix = "etcd-";

    public ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken)
    {
        var isEtcd = ns == "kube-system" && port == ClientPort && pod.StartsWith(PodPrefix, StringComparison.Ordinal);
        return isEtcd && etcd.Connect(pod[PodPrefix.Length..]) is { } stream
            ? new(stream)
            : throw new IOException($"nothing listens at port {port} of pod {ns}/{pod}: pods of an in-memory cluster are pretended, but for etcd's port {ClientPort}");
    }
}
