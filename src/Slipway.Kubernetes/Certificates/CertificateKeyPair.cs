using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Kubernetes.Certificates;

/// <summary>A certificate and its private key, as PEM text: the form of <c>kubernetes.io/tls</c> Secrets and of kubeconfigs.</summary>
/// <param name="certificatePem">The certificate; intermediates may follow it.</param>
/// <param name="privateKeyPem">The key as PKCS#1, SEC 1 or PKCS#8.</param>
public sealed class CertificateKeyPair(string certificatePem, string privateKeyPem)
{
    /// <summary>The certificate, public.</summary>
    public string CertificatePem { get; } = certificatePem;

    /// <summary>The private key, a secret.</summary>
    public string PrivateKeyPem { get; } = privateKeyPem;

    /// <summary>Loads certificate and key in a form that TLS takes on every platform. The caller disposes it.</summary>
    /// <exception cref="CryptographicException">The PEM text is broken, or the key is not the certificate's.</exception>
    public X509Certificate2 Load()
    {
        var certificate = X509Certificate2.CreateFromPem(CertificatePem, PrivateKeyPem);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows' TLS refuses keys that live in memory only.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }

    /// <summary>Loads certificate and key as TLS shows them to the other end, without a look into the network for what signed them.</summary>
    /// <exception cref="CryptographicException">The PEM text is broken, or the key is not the certificate's.</exception>
    public SslStreamCertificateContext LoadForTls() => SslStreamCertificateContext.Create(Load(), additionalCertificates: null, offline: true);

    /// <summary>Loads the certificate without its key. The caller disposes it.</summary>
    /// <exception cref="CryptographicException">The PEM text is broken.</exception>
    public X509Certificate2 LoadCertificate() => X509Certificate2.CreateFromPem(CertificatePem);

    /// <summary>Whether a text is the private key of a certificate.</summary>
    public static bool IsKeyOf(X509Certificate2 certificate, string privateKeyPem)
    {
        try
        {
            using var key = PrivateKeys.Read(certificate, privateKeyPem);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The certificate's subject only: a key is never printed.</summary>
    public override string ToString()
    {
        using var certificate = LoadCertificate();
        return certificate.Subject;
    }
}
