using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Models;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubeadm.ControlPlane.Authorities;

/// <summary>Reads what Secrets say of authorities. No content of a Secret is ever told, only what is wrong with it.</summary>
internal static class AuthorityReader
{
    private const string AuthorityField = "certificate-authority-data:";

    /// <summary>What a Secret of an authority says. The key may be elsewhere, as an authority that the user keeps.</summary>
    public static AuthorityFacts Read(V1Secret secret, AuthorityPurpose purpose)
    {
        if (secret.Text(ClusterSecrets.CertificateKey) is not { } pem)
        {
            return Bad(secret, $"has no {ClusterSecrets.CertificateKey}");
        }

        // The key pair of service accounts has no certificate: either form of a public key will do.
        return purpose == AuthorityPurpose.ServiceAccount ? new(Problem: null) : ReadCertificate(secret, pem);
    }

    /// <summary>The SHA-256 of the authority that a kubeconfig trusts; null when it names none that can be read.</summary>
    public static string? TrustedBy(string kubeconfig)
    {
        foreach (var line in kubeconfig.Split('\n'))
        {
            var at = line.IndexOf(AuthorityField, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            try
            {
                var pem = Encoding.ASCII.GetString(Convert.FromBase64String(line[(at + AuthorityField.Length)..].Trim().Trim('"', '\'')));
                using var certificate = X509Certificate2.CreateFromPem(pem);
                return certificate.GetCertHashString(HashAlgorithmName.SHA256);
            }
            catch (Exception e) when (e is FormatException or CryptographicException)
            {
                return null;
            }
        }

        return null;
    }

    private static AuthorityFacts ReadCertificate(V1Secret secret, string pem)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            return Bad(secret, $"has no certificate in PEM form under {ClusterSecrets.CertificateKey}");
        }

        using (certificate)
        {
            if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
            {
                return Bad(secret, $"has a certificate under {ClusterSecrets.CertificateKey} that is not an authority's (CA:FALSE)");
            }

            if (secret.Text(ClusterSecrets.PrivateKeyKey) is { } key && !CertificateKeyPair.IsKeyOf(certificate, key))
            {
                return Bad(secret, $"has a key under {ClusterSecrets.PrivateKeyKey} that is not the one of its certificate");
            }

            return new(Problem: null, certificate.GetCertHashString(HashAlgorithmName.SHA256), new DateTimeOffset(certificate.NotAfter));
        }
    }

    private static AuthorityFacts Bad(V1Secret secret, string what) => new($"Secret {secret.Metadata.Name} {what}");
}
