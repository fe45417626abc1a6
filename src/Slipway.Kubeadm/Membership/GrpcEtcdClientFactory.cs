using System.Collections.Concurrent;
using System.Net.Security;
using Grpc.Net.Client;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Membership;

/// <summary>
/// Reaches etcd as nothing else may from outside a cluster: gRPC over TLS over a port forwarded by the API server to the
/// member's static pod.
/// </summary>
/// <param name="certificates">Issues client certificates.</param>
internal sealed class GrpcEtcdClientFactory(CertificateFactory certificates) : IEtcdClientFactory
{
    private const int EtcdPort = 2379;
    private static readonly TimeSpan CertificateLifetime = TimeSpan.FromDays(365);

    // One client certificate an authority, by the authority's certificate, or by its own where it was given. What is dropped is made again.
    private const int MaxCertificates = 1024;
    private readonly ConcurrentDictionary<string, SslStreamCertificateContext> _clientCertificates = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEtcdClient Create(IKubeClient workload, string node, EtcdCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = async (_, cancellationToken) =>
                await workload.PortForwardAsync(new ObjectKey("kube-system", $"etcd-{node}"), EtcdPort, cancellationToken),
            SslOptions = TlsOptions(credentials),
        };
        var channel = GrpcChannel.ForAddress($"https://etcd-{node}:{EtcdPort}", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
        });
        return new GrpcEtcdClient(channel.CreateCallInvoker(), channel, node);
    }

    private SslClientAuthenticationOptions TlsOptions(EtcdCredentials credentials) => new()
    {
        ClientCertificateContext = ClientCertificate(credentials),
        CertificateChainPolicy = CertificateBundle.TrustOnly(credentials.AuthorityPem),

        // The member is asked for by the name of its pod, which its certificate does not hold; the chain says that it is one.
        RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };

    private SslStreamCertificateContext ClientCertificate(EtcdCredentials credentials)
    {
        if (_clientCertificates.Count >= MaxCertificates)
        {
            _clientCertificates.Clear();
        }

        return _clientCertificates.GetOrAdd(credentials.Pair.CertificatePem, _ => credentials.IsClient
            ? credentials.Pair.LoadForTls()
            : certificates.Issue(credentials.Pair, CertificateSpec.Client("cluster-api.x-k8s.io") with { Lifetime = CertificateLifetime }).LoadForTls());
    }
}
