using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Webhooks;

/// <summary>
/// Decides whether a webhook's certificate is trusted, as Go's TLS does: whatever is in a CA bundle is an anchor, an intermediate or
/// the server's own certificate as much as a root. What is wrong is told in Go's order: its time, its names, who signed it.
/// </summary>
internal sealed class WebhookTrust
{
    private readonly X509Certificate2Collection _anchors = [];
    private readonly TimeProvider _time;

    public WebhookTrust(string trustedPem, TimeProvider time)
    {
        _time = time;
        if (trustedPem.Length == 0)
        {
            return;
        }

        try
        {
            _anchors.ImportFromPem(trustedPem);
        }
        catch (CryptographicException e)
        {
            throw new WebhookCallException("unable to load root certificates: unable to parse bytes as PEM block", e);
        }

        if (_anchors.Count == 0)
        {
            throw new WebhookCallException("unable to load root certificates: unable to parse bytes as PEM block");
        }
    }

    public SslClientAuthenticationOptions CreateOptions()
    {
        var options = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Validate };
        if (_anchors.Count > 0)
        {
            var policy = CertificateBundle.TrustNone();
            policy.CustomTrustStore.AddRange(_anchors);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static string NamesError(X509Certificate2 certificate, string host)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (IPAddress.TryParse(host, out _))
        {
            var addresses = string.Join(", ", names?.EnumerateIPAddresses() ?? []);
            return addresses.Length == 0
                ? $"cannot validate certificate for {host} because it doesn't contain any IP SANs"
                : $"certificate is valid for {addresses}, not {host}";
        }

        var valid = string.Join(", ", names?.EnumerateDnsNames() ?? []);
        return names is null ? "certificate relies on legacy Common Name field, use SANs instead"
            : valid.Length == 0 ? $"certificate is not valid for any names, but wanted to match {host}"
            : $"certificate is valid for {valid}, not {host}";
    }

    private static string Utc(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // An exception carries the reason to whoever sends; the handshake fails by it as by an answer of false.
    private bool Validate(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (presented is not X509Certificate2 certificate || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            throw new WebhookTlsException("server presented no certificate");
        }

        CheckTime(certificate);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new WebhookTlsException(NamesError(certificate, (sender as SslStream)?.TargetHostName ?? ""));
        }

        return IsAnchored(chain) ? true : throw new WebhookTlsException("certificate signed by unknown authority");
    }

    private void CheckTime(X509Certificate2 certificate)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (now < from || now > until)
        {
            var (word, limit) = now < from ? ("before", from) : ("after", until);
            throw new WebhookTlsException($"certificate has expired or is not yet valid: current time {Utc(now)} is {word} {Utc(limit)}");
        }
    }

    // A chain that only lacks its root is good when one of its certificates is an anchor.
    private bool IsAnchored(X509Chain? chain) =>
        chain is not null
        && chain.ChainStatus.All(s => s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot)
        && chain.ChainElements.Any(e => _anchors.Contains(e.Certificate));
}
