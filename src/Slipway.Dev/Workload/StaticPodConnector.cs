using System.Net;
using System.Net.Sockets;
using Slipway.ApiServer.Http.Pods;
using Slipway.Dev.Etcd;

namespace Slipway.Dev.Workload;

/// <summary>Reaches the ports that pretended pods have: etcd's, and the API server's, which all machines of a cluster share.</summary>
/// <param name="etcd">The etcd processes of the cluster.</param>
/// <param name="apiServerPort">The port of the loopback that the cluster's API servers answer at.</param>
internal sealed class StaticPodConnector(EtcdService etcd, int apiServerPort) : IPodConnector
{
    private const string EtcdPrefix = "etcd-";
    private const int EtcdPort = 2379;
    private const string ApiServerPrefix = "kube-apiserver-";
    private const int ApiServerPodPort = 6443;

    public async ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken)
    {
        if (ns == "kube-system")
        {
            if (port == EtcdPort && pod.StartsWith(EtcdPrefix, StringComparison.Ordinal) && etcd.Connect(pod[EtcdPrefix.Length..]) is { } stream)
            {
                return stream;
            }

            if (port == ApiServerPodPort && pod.StartsWith(ApiServerPrefix, StringComparison.Ordinal))
            {
                return await ConnectToApiServerAsync(cancellationToken);
            }
        }

        throw new IOException(
            $"nothing listens at port {port} of pod {ns}/{pod}: pods of an in-memory cluster are pretended, but for ports {EtcdPort} of etcd and {ApiServerPodPort} of kube-apiserver");
    }

    private async Task<Stream> ConnectToApiServerAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, apiServerPort), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
