using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slipway.Kubernetes.Certificates;

/// <summary>The pin of an authority's public key that kubeadm's discovery compares (<c>caCertHashes</c>).</summary>
public static class PublicKeyPin
{
    /// <summary><c>sha256:</c> and the lower-case hex SHA-256 of the first certificate's SubjectPublicKeyInfo.</summary>
    /// <exception cref="CryptographicException">The PEM text is broken.</exception>
    public static string Compute(string certificatePem)
    {
        using var certificate = X509Certificate2.CreateFromPem(certificatePem);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }
}
