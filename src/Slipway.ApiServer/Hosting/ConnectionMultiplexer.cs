using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Slipway.ApiServer.Hosting;

/// <summary>
/// Kestrel's only listener: a queue that every endpoint's accept loop feeds. So endpoints come and go while the server
/// runs, and an idle one costs a socket and no more.
/// </summary>
internal sealed class ConnectionMultiplexer : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted =
        Channel.CreateUnbounded<ConnectionContext>(new UnboundedChannelOptions { SingleReader = true });

    public EndPoint EndPoint { get; } = new MultiplexEndPoint();

    public bool CanBind(EndPoint endpoint) => endpoint is MultiplexEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    /// <summary>Hands a connection to the server; false when the server does not accept any more.</summary>
    public bool Offer(ConnectionContext connection) => _accepted.Writer.TryWrite(connection);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_accepted.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        while (_accepted.Reader.TryRead(out var connection))
        {
            await connection.DisposeAsync();
        }
    }
}
