using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.Kubeadm.Certificates;

/// <summary>When the client certificate in a kubeconfig is to be replaced.</summary>
internal static class KubeconfigAge
{
    // Half of the year that a new one is valid: a plane that slept for months still has half a year to rotate.
    private static readonly TimeSpan Reserve = TimeSpan.FromDays(365) / 2;

    /// <summary>Whether a client certificate in the kubeconfig runs out within half a year, or has.</summary>
    /// <param name="kubeconfig">The kubeconfig as YAML.</param>
    /// <param name="now">The time now.</param>
    public static bool NeedsRotation(string kubeconfig, DateTimeOffset now)
    {
        const string field = "client-certificate-data:";
        foreach (var line in kubeconfig.Split('\n'))
        {
            var at = line.IndexOf(field, StringComparison.Ordinal);
            if (at >= 0 && ReadExpiry(line[(at + field.Length)..].Trim().Trim('"', '\'')) is { } expiry && expiry - now < Reserve)
            {
                return true;
            }
        }

        return false;
    }

    private static DateTimeOffset? ReadExpiry(string base64)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(base64)));
            return new DateTimeOffset(certificate.NotAfter);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // A certificate that cannot be read cannot be used either.
            return DateTimeOffset.MinValue;
        }
    }
}
