using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Dev.Boot;
using Slipway.Dev.CloudInit;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Dev.Kubeadm;

/// <summary>The certificates on a control plane machine's disk, read as kubeadm's certificate phases read them.</summary>
/// <param name="disk">The machine's disk.</param>
/// <param name="now">When they must be valid.</param>
internal sealed class DiskCertificates(VirtualDisk disk, DateTimeOffset now)
{
    /// <summary>An authority; its private key is empty when only its certificate is there.</summary>
    public CertificateKeyPair ReadAuthority(string path)
    {
        var pair = new CertificateKeyPair(Need(path + ".crt"), disk.ReadText(path + ".key") ?? "");
        using var certificate = Load(pair, path, withKey: pair.PrivateKeyPem.Length > 0);
        CheckTime(certificate, path);
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(c => c.CertificateAuthority)
            ? pair
            : throw Broken($"{path}.crt is not an authority's (CA:FALSE)");
    }

    /// <summary>
    /// A certificate that was brought; null where there is none and the authority can sign one. An authority without a key cannot.
    /// </summary>
    public CertificateKeyPair? ReadSigned(string path, CertificateKeyPair authority, string authorityPath)
    {
        if (authority.PrivateKeyPem.Length > 0 && disk.ReadText(path + ".crt") is null)
        {
            return null;
        }

        var reason = authority.PrivateKeyPem.Length > 0 ? "" : $" ({authorityPath}.key is not there to make it with)";
        var pair = new CertificateKeyPair(Need(path + ".crt", reason), Need(path + ".key", reason));
        using var certificate = Load(pair, path, withKey: true);
        CheckTime(certificate, path);
        return IsSigned(certificate, pair, authority) ? pair : throw Broken($"{path}.crt is not signed by {authorityPath}.crt");
    }

    /// <summary>The text of a file that must be there.</summary>
    public string Need(string path, string reason = "") => disk.ReadText(path) ?? throw Broken($"{path} is not on the disk{reason}");

    /// <summary>kubeadm's failure over a certificate.</summary>
    public static BootFailureException Broken(string what) =>
        new(BootFailureReasons.InvalidCertificates, $"kubeadm's certificates: {what}");

    private static X509Certificate2 Load(CertificateKeyPair pair, string path, bool withKey)
    {
        try
        {
            return withKey ? pair.Load() : pair.LoadCertificate();
        }
        catch (CryptographicException)
        {
            throw Broken(withKey
                ? $"{path}.crt and {path}.key must be a certificate and its key in PEM"
                : $"{path}.crt must be a certificate in PEM");
        }
    }

    private void CheckTime(X509Certificate2 certificate, string path)
    {
        if (certificate.NotBefore.ToUniversalTime() > now.UtcDateTime || certificate.NotAfter.ToUniversalTime() < now.UtcDateTime)
        {
            throw Broken($"{path}.crt is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}, and not now");
        }
    }

    private bool IsSigned(X509Certificate2 certificate, CertificateKeyPair pair, CertificateKeyPair authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPem(authority.CertificatePem);
        chain.ChainPolicy.ExtraStore.ImportFromPem(pair.CertificatePem);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        return chain.Build(certificate);
    }
}
