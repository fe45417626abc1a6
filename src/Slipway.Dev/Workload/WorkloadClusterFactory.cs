using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Dev.Etcd;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Dev.Workload;

/// <summary>Makes what serves a pretended cluster: an API server over what it held before, and its etcd.</summary>
/// <param name="host">Serves all of them.</param>
/// <param name="background">Runs the controllers of all their API servers.</param>
/// <param name="etcd">Answers the calls to all their etcds.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Gives UIDs and names.</param>
/// <param name="loggers">Where they log.</param>
internal sealed class WorkloadClusterFactory(
    IEndpointHost host, EngineBackground background, EtcdCalls etcd, TimeProvider time, IRandomSource random, ILoggerFactory loggers)
{
    // kubeadm and the kubelets of the machines, which reach their API server without a socket.
    private static readonly RequestUser Inside = new("system:node", ["system:masters", "system:nodes", "system:authenticated"]);

    private readonly CertificateFactory _certificates = new(time);

    /// <summary>A cluster over its key spaces; it takes over the port's reservation.</summary>
    public async Task<WorkloadCluster> CreateAsync(
        string name, PortReservation reservation, VersionedStore objects, VersionedStore members, CancellationToken cancellationToken)
    {
        var processes = new EtcdService(new EtcdCluster(members, random), host, _certificates, etcd.For);
        WorkloadCluster? cluster = null;
        var credentials = new ClusterCredentialSource();
        var pods = new StaticPodRuntime(() => cluster!, time);
        var options = new ApiServerOptions
        {
            PodsEndAtOnce = true,
            // kubeadm's configuration names the network, and the first control plane machine brings it.
            ServiceNetwork = null,
            GitVersion = () => cluster?.KubernetesVersion ?? ApiServerOptions.DefaultGitVersion,
            Credentials = credentials,
            Pods = pods,
        };
        var engine = await ApiServerEngine.OpenAsync(objects, options, time, random, background, cancellationToken);
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = engine,
            Time = time,
            Random = random,
            Loggers = loggers,
            Authorizer = engine.Authorizer,
            Tokens = engine.Tokens,
            Pods = pods,
        });
        return cluster = new WorkloadCluster(
            name, reservation, host, _certificates, front.HandleAsync, new InProcessKubeClient(engine, Inside, "kubelet"), processes, credentials)
        {
            Announce = engine.Announce,
            Engine = engine,
        };
    }
}
