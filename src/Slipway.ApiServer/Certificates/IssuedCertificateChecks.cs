using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Certificates;

/// <summary>What a signer may put into a request's status: nothing but certificates in PEM.</summary>
internal static class IssuedCertificateChecks
{
    /// <summary>Why a status's certificate, in base64, is none; null when it is one, or empty.</summary>
    public static string? Error(string certificate)
    {
        if (certificate.Length == 0)
        {
            return null;
        }

        var pem = Encoding.UTF8.GetString(Convert.FromBase64String(certificate));
        var rest = pem.AsSpan();
        var blocks = 0;
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is not "CERTIFICATE")
            {
                return $"only CERTIFICATE PEM blocks are allowed, found {GoText.Quote(rest[fields.Label].ToString())}";
            }

            blocks++;
            try
            {
                using var _ = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
            }
            catch (CryptographicException)
            {
                return "x509: malformed certificate";
            }

            rest = rest[fields.Location.End..];
        }

        return blocks == 0 ? "must contain at least one CERTIFICATE PEM block" : null;
    }
}
