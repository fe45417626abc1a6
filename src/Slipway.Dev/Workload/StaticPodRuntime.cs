using System.Collections.Immutable;
using Slipway.ApiServer.Http.Pods;

namespace Slipway.Dev.Workload;

/// <summary>
/// What can be had of pods that are pretended: the ports of etcd and of the API server, and a log that says what stands for the component.
/// </summary>
/// <param name="cluster">The cluster that they belong to.</param>
/// <param name="time">Dates what is said of now.</param>
internal sealed class StaticPodRuntime(Func<WorkloadCluster> cluster, TimeProvider time) : IPodRuntime
{
    private const int EtcdPort = 2379;
    private const int ApiServerPort = 6443;

    public ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken)
    {
        var stream = (StaticPodName.TryParse(ns, pod), port) switch
        {
            ({ Component: StaticPodName.Etcd } etcd, EtcdPort) => cluster().Etcd.Connect(etcd.Machine),
            ({ Component: StaticPodName.ApiServer } apiServer, ApiServerPort) => cluster().ConnectToApiServer(apiServer.Machine),
            _ => null,
        };
        return stream is not null ? new(stream) : throw new IOException(
            $"nothing listens at port {port} of pod {ns}/{pod}: pods of an in-memory cluster are pretended, but for ports {EtcdPort} of etcd and {ApiServerPort} of kube-apiserver");
    }

    public ValueTask<int> ExecuteAsync(
        PodContainer container, ImmutableArray<string> command, PodStreams streams, CancellationToken cancellationToken) =>
        throw new IOException(command.IsEmpty
            ? $"container {container.Container} is pretended: it has no process to attach to"
            : $"exec: \"{command[0]}\": executable file not found: container {container.Container} is pretended and holds no files");

    public ValueTask<ImmutableArray<PodLogLine>> ReadLogAsync(PodContainer container, CancellationToken cancellationToken) =>
        StaticPodLog.ReadAsync(cluster(), container, time.GetUtcNow(), cancellationToken);
}
