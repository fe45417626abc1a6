using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>Looks at certificates by the first half of a TLS handshake: at those that kubeadm made, which a new machine has anew.</summary>
internal sealed class TlsServerCertificates : IServerCertificates
{
    private const string MadeByKubeadm = "kube-apiserver";

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> ReadExpiryAsync(Stream connection, CancellationToken cancellationToken)
    {
        DateTimeOffset? expiry = null;
        await using var tls = new SslStream(connection);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "kubernetes",

            // Only looked at: nothing is sent over this connection, and no authority of this machine is asked for its opinion.
            CertificateChainPolicy = CertificateBundle.TrustNone(),
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                expiry = certificate is X509Certificate2 c && c.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == MadeByKubeadm
                    ? new DateTimeOffset(c.NotAfter)
                    : null;
                return expiry is not null;
            },
        };
        await tls.AuthenticateAsClientAsync(options, cancellationToken);
        return expiry;
    }
}
