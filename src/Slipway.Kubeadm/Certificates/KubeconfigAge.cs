using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.Kubeadm.Certificates;

/// <summary>When the client certificate in a kubeconfig is to be replaced.</summary>
internal static class KubeconfigAge
{
    // Half of the year that a new one is valid: a plane that slept for months still has half a year to rotate.
    private static readonly TimeSpan Reserve = TimeSpan.FromDays(365) / 2;

    /// <summary>From when on the kubeconfig is to be replaced, by the first of its certificates to run out; null when it has none.</summary>
    /// <param name="kubeconfig">The kubeconfig as YAML.</param>
    public static DateTimeOffset? RotationDue(string kubeconfig)
    {
        const string field = "client-certificate-data:";
        DateTimeOffset? due = null;
        foreach (var line in kubeconfig.Split('\n'))
        {
            var at = line.IndexOf(field, StringComparison.Ordinal);
            if (at >= 0 && ReadExpiry(line[(at + field.Length)..].Trim().Trim('"', '\'')) is { } expiry && !(due <= expiry - Reserve))
            {
                due = expiry - Reserve;
            }
        }

        return due;
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
            return DateTimeOffset.UnixEpoch;
        }
    }
}
