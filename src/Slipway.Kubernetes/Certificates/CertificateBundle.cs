using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Kubernetes.Certificates;

/// <summary>Several certificates in one PEM text, as CA bundles are.</summary>
public static class CertificateBundle
{
    /// <summary>Loads every certificate of the text. The caller disposes them.</summary>
    /// <exception cref="CryptographicException">There is none, or one is broken.</exception>
    public static X509Certificate2Collection Load(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates.Count > 0
            ? certificates
            : throw new CryptographicException("the bundle holds no certificate: a block 'BEGIN CERTIFICATE' was expected");
    }

    /// <summary>Trust in the authorities of the text and in none else, without revocation lists and without a look into the network.</summary>
    /// <exception cref="CryptographicException">There is none, or one is broken.</exception>
    public static X509ChainPolicy TrustOnly(string pem)
    {
        var policy = TrustNone();
        policy.CustomTrustStore.AddRange(Load(pem));
        return policy;
    }

    /// <summary>Trust in nobody.</summary>
    public static X509ChainPolicy TrustNone() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
