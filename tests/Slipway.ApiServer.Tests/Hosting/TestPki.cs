using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Tests.Hosting;

/// <summary>An authority, a server certificate for this machine, and HTTP clients that trust them.</summary>
internal sealed class TestPki
{
    private readonly CertificateFactory _factory = new(TimeProvider.System);

    public TestPki()
    {
        Authority = _factory.CreateAuthority("test-ca");
        Server = _factory.Issue(Authority, CertificateSpec.Server("server", ["localhost", "127.0.0.1"]));
    }

    public CertificateKeyPair Authority { get; }

    public CertificateKeyPair Server { get; }

    public CertificateKeyPair IssueClient(string user, params string[] groups) =>
        _factory.Issue(Authority, CertificateSpec.Client(user, [.. groups]));

    public HttpClient CreateHttpClient(CertificateKeyPair? client = null, Func<Stream>? connect = null, Version? version = null)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(Authority.LoadCertificate());
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
        };
        if (client is not null)
        {
            handler.SslOptions.ClientCertificates = [client.Load()];
        }

        if (connect is not null)
        {
            handler.ConnectCallback = (_, _) => new(connect());
        }

        return new HttpClient(handler)
        {
            DefaultRequestVersion = version ?? System.Net.HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }
}
