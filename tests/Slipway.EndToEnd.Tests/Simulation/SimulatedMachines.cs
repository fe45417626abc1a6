using Slipway.Kubeadm.ControlPlane.Workload;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Simulation;

/// <summary>Reaches what runs on control plane machines by simulated connections: etcd, and the certificates of API servers.</summary>
internal sealed class SimulatedMachines : IEtcdClientFactory, IServerCertificates
{
    private const int EtcdPort = 2379;

    public IEtcdClient Create(IKubeClient workload, string node, EtcdCredentials credentials)
    {
        var calls = new SimulatedCalls(async cancellationToken =>
        {
            var connection = await workload.PortForwardAsync(new ObjectKey("kube-system", $"etcd-{node}"), EtcdPort, cancellationToken);
            var endpoint = ((SimulatedConnection)connection).Endpoint;
            return endpoint.ClientAuthoritiesPem == credentials.AuthorityPem
                ? endpoint
                : throw new IOException("the certificate was rejected: another authority has signed it");
        });
        return new GrpcEtcdClient(calls, new MemoryStream(), node);
    }

    public Task<DateTimeOffset?> ReadExpiryAsync(Stream connection, CancellationToken cancellationToken)
    {
        using var certificate = ((SimulatedConnection)connection).Endpoint.Certificate.LoadCertificate();
        return Task.FromResult<DateTimeOffset?>(new DateTimeOffset(certificate.NotAfter));
    }
}
