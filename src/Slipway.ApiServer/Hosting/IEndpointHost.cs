namespace Slipway.ApiServer.Hosting;

/// <summary>Where API servers and the like are reached.</summary>
public interface IEndpointHost
{
    /// <summary>Opens an endpoint; when this returns, clients can connect.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken, or the address is none of this machine.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The certificates are not usable.</exception>
    IServerEndpoint AddEndpoint(EndpointOptions options);

    /// <summary>
    /// Keeps a port of the loopback while nothing listens there: clients are refused, and nobody else gets it. Disposing gives it back.
    /// </summary>
    /// <param name="port">The port.</param>
    /// <param name="wasOurs">Whether connections of before that are still closing do not count.</param>
    /// <returns>Null when another has the port.</returns>
    IDisposable? ReservePort(int port, bool wasOurs);
}
