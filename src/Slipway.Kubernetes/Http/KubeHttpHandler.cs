using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Kubernetes.Http;

/// <summary>Makes the connection pool of a client.</summary>
internal static class KubeHttpHandler
{
    public static SocketsHttpHandler Create(KubeConnection connection, HttpKubeClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !connection.Server.IsLoopback && options.Connect is null,
            MaxConnectionsPerServer = options.MaxConnections,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),

            // An idle watch would not notice that the other end is gone.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = TlsOptions(connection),
        };
        if (options.Connect is { } connect)
        {
            handler.ConnectCallback = (_, cancellationToken) => connect(cancellationToken);
        }

        return handler;
    }

    [SuppressMessage("Security", "CA5359", Justification = "the kubeconfig's insecure-skip-tls-verify asks for it")]
    private static SslClientAuthenticationOptions TlsOptions(KubeConnection connection)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = connection.TlsServerName };
        if (connection.SkipsServerVerification)
        {
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (connection.AuthorityPem is { } authority)
        {
            options.CertificateChainPolicy = CertificateBundle.TrustOnly(authority);
        }

        if (connection.ClientCertificate is { } client)
        {
            options.ClientCertificateContext = client.LoadForTls();
        }

        return options;
    }
}
