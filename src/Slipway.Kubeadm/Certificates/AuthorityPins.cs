using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubeadm.Certificates;

/// <summary>The pins by which a machine that joins knows its cluster.</summary>
internal static class AuthorityPins
{
    /// <summary>One for each certificate of the bundle, so that the cluster is known while its authority is replaced. None when it cannot be read.</summary>
    public static ImmutableArray<string> Of(string bundlePem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(bundlePem);
            return [.. certificates.Select(c => PublicKeyPin.Compute(c.ExportCertificatePem())).Distinct(StringComparer.Ordinal)];
        }
        catch (CryptographicException)
        {
            return [];
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
