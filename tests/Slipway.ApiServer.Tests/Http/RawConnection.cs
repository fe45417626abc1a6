using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>A TLS connection on which a test writes HTTP by hand, as no client library would.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient _socket = new();
    private SslStream _tls = null!;

    public static async Task<RawConnection> OpenAsync(FrontFixture front, SslApplicationProtocol? protocol = null)
    {
        var connection = new RawConnection();
        var certificate = front.Pki.IssueClient("admin", "system:masters");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(front.Pki.Authority.LoadCertificate());
        await connection._socket.ConnectAsync("127.0.0.1", front.Endpoint.Port, TestContext.Current.CancellationToken);
        connection._tls = new SslStream(connection._socket.GetStream());
        await connection._tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ApplicationProtocols = protocol is { } only ? [only] : null,
                CertificateChainPolicy = policy,
                ClientCertificateContext = SslStreamCertificateContext.Create(certificate.Load(), additionalCertificates: null, offline: true),
            },
            TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task SendAsync(string text) =>
        await _tls.WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), TestContext.Current.CancellationToken);

    public async Task SendAsync(byte[] bytes) => await _tls.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>Says that nothing more comes, and goes on reading.</summary>
    public async Task EndSendingAsync()
    {
        await _tls.ShutdownAsync();
        _socket.Client.Shutdown(SocketShutdown.Send);
    }

    /// <summary>All that the server sends until it closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_tls, Encoding.Latin1, leaveOpen: true);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _tls.DisposeAsync();
        _socket.Dispose();
    }
}
