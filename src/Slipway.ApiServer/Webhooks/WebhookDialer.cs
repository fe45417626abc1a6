using System.Net;
using System.Net.Sockets;

namespace Slipway.ApiServer.Webhooks;

/// <summary>Opens connections to webhooks; what goes wrong is told as Go's dialer tells it.</summary>
internal sealed class WebhookDialer(ServiceResolver services)
{
    /// <summary>Connects to the first address that answers.</summary>
    /// <param name="host">The host that the address names.</param>
    /// <param name="port">Its port.</param>
    /// <param name="service">The Service to resolve in its place; null to go to the host itself.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="WebhookCallException">No connection came about.</exception>
    public async ValueTask<Stream> ConnectAsync(string host, int port, WebhookService? service, CancellationToken cancellationToken)
    {
        WebhookCallException? last = null;
        foreach (var (target, targetPort) in service is null ? [(host, port)] : services.Resolve(service))
        {
            foreach (var address in await AddressesOfAsync(target, cancellationToken))
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(address, targetPort, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch (Exception e)
                {
                    socket.Dispose();
                    if (e is not SocketException failure)
                    {
                        throw;
                    }

                    last = new WebhookCallException($"dial tcp {new IPEndPoint(address, targetPort)}: {Why(failure)}", e);
                }
            }
        }

        throw last ?? new WebhookCallException($"dial tcp: lookup {host}: no such host");
    }

    private static async ValueTask<IPAddress[]> AddressesOfAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new WebhookCallException($"dial tcp: lookup {host}: no such host", e);
        }
    }

    private static string Why(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connect: connection refused",
        SocketError.TimedOut => "i/o timeout",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.HostUnreachable => "connect: no route to host",
        _ => $"connect: {failure.Message}",
    };
}
