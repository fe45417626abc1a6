using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Hosting;

/// <summary>One generation of an endpoint's certificates, prepared once for all its handshakes.</summary>
internal sealed class EndpointTls
{
    private readonly List<SslApplicationProtocol> _protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
    private readonly SslStreamCertificateContext _certificate;
    private readonly X509ChainPolicy? _clientPolicy;

    // Certificates are not disposed with a generation: a handshake may still be using them.
    public EndpointTls(CertificateKeyPair certificate, string? clientAuthoritiesPem)
    {
        _certificate = certificate.LoadForTls();
        if (clientAuthoritiesPem is not null)
        {
            _clientPolicy = CertificateBundle.TrustOnly(clientAuthoritiesPem);
        }
    }

    public SslServerAuthenticationOptions CreateOptions(RemoteCertificateValidationCallback onClientCertificate) => new()
    {
        ServerCertificateContext = _certificate,
        ApplicationProtocols = _protocols,
        ClientCertificateRequired = _clientPolicy is not null,
        CertificateChainPolicy = _clientPolicy,
        RemoteCertificateValidationCallback = onClientCertificate,
    };
}
