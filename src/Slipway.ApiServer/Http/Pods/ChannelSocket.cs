using System.Buffers;
using System.Net.WebSockets;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// A WebSocket of several channels, as <c>channel.k8s.io</c> defines it: the first byte of a message names its channel. One at a time may
/// receive, any number may send.
/// </summary>
internal sealed class ChannelSocket(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _incoming = new byte[32 * 1024];
    private int _channel = -1;

    /// <summary>Receives a message, or a part of one when it is large.</summary>
    /// <returns>Its channel and bytes, valid until the next call; null when the client has closed the socket.</returns>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async ValueTask<(int Channel, ReadOnlyMemory<byte> Data)?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = await socket.ReceiveAsync(_incoming.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            ReadOnlyMemory<byte> data = _incoming.AsMemory(0, received.Count);
            if (_channel < 0 && !data.IsEmpty)
            {
                _channel = data.Span[0];
                data = data[1..];
            }

            var channel = _channel;
            if (received.EndOfMessage)
            {
                _channel = -1;
            }

            if (channel >= 0)
            {
                return (channel, data);
            }
        }
    }

    /// <summary>Sends a message, which may be empty.</summary>
    public async ValueTask SendAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var message = ArrayPool<byte>.Shared.Rent(data.Length + 1);
        try
        {
            message[0] = channel;
            data.CopyTo(message.AsMemory(1));
            await _sending.WaitAsync(cancellationToken);
            try
            {
                await socket.SendAsync(
                    message.AsMemory(0, data.Length + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            }
            finally
            {
                _sending.Release();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    /// <summary>Tells the client that nothing more comes.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose()
    {
        _sending.Dispose();
        socket.Dispose();
    }
}
