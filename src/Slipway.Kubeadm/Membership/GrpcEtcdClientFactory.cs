using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
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

    // One client certificate an authority; the key is the authority's certificate. What is dropped is issued again.
    private const int MaxCertificates = 1024;
    private readonly ConcurrentDictionary<string, X509Certificate2> _clientCertificates = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEtcdClient Create(IKubeClient workload, string node, CertificateKeyPair authority)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ConnectCallback = async (_, cancellationToken) =>
                await workload.PortForwardAsync(new ObjectKey("kube-system", $"etcd-{node}"), EtcdPort, cancellationToken),
            SslOptions = TlsOptions(authority),
        };
        var channel = GrpcChannel.ForAddress($"https://etcd-{node}:{EtcdPort}", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
        });
        return new GrpcEtcdClient(channel.CreateCallInvoker(), channel, node);
    }

    private SslClientAuthenticationOptions TlsOptions(CertificateKeyPair authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(CertificateBundle.Load(authority.CertificatePem));
        return new SslClientAuthenticationOptions
        {
            ClientCertificates = [ClientCertificate(authority)],
            CertificateChainPolicy = policy,
            // The member is asked for by the name of its pod, which its certificate does not hold; the chain says that it is one.
            RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
        };
    }

    private X509Certificate2 ClientCertificate(CertificateKeyPair authority)
    {
        if (_clientCertificates.Count >= MaxCertificates)
        {
            _clientCertificates.Clear();
        }

        return _clientCertificates.GetOrAdd(authority.CertificatePem, _ =>
            certificates.Issue(authority, CertificateSpec.Client("cluster-api.x-k8s.io") with { Lifetime = CertificateLifetime }).Load());
    }
}
