using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Hosting;

/// <summary>An endpoint that is served. Disposing closes it and its connections.</summary>
public interface IServerEndpoint : IAsyncDisposable
{
    /// <summary>The TCP port listened at; 0 when there is none.</summary>
    int Port { get; }

    /// <summary>
    /// Opens a connection from within the process: the client's end of a byte stream on which the server awaits a TLS
    /// handshake, as on a socket.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The endpoint is closed.</exception>
    Stream Connect();

    /// <summary>Shows another certificate, and trusts other client authorities, from the next connection on.</summary>
    void UseCertificates(CertificateKeyPair certificate, string? clientAuthoritiesPem);
}
