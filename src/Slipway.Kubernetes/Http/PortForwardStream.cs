using System.Net.WebSockets;
using System.Text;

namespace Slipway.Kubernetes.Http;

/// <summary>
/// A forwarded port as a byte stream, over a WebSocket of <c>v4.channel.k8s.io</c>: channel 0 carries data, channel 1 errors, and the
/// first two bytes of each are the port's number.
/// </summary>
internal sealed class PortForwardStream(ClientWebSocket socket) : AsyncStream
{
    private const byte Data = 0;
    private const byte Error = 1;
    private const int HeaderBytes = 3;

    private readonly byte[] _incoming = new byte[32 * 1024];
    private readonly bool[] _hasPort = new bool[2];
    private readonly SemaphoreSlim _sending = new(1, 1);
    private ReadOnlyMemory<byte> _unread;
    private byte _channel;
    private bool _isMidMessage;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_unread.IsEmpty)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                return 0;
            }
        }

        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            // One message of two parts: the channel, then the bytes as they are.
            await socket.SendAsync(new byte[] { Data }, WebSocketMessageType.Binary, endOfMessage: false, cancellationToken);
            await socket.SendAsync(buffer, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new IOException("the port-forward connection is gone", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
            _sending.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Takes the next part of a message; false at the connection's end.</summary>
    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult received;
        try
        {
            received = await socket.ReceiveAsync(_incoming.AsMemory(), cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new IOException("the port-forward connection broke", e);
        }

        if (received.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        ReadOnlyMemory<byte> part = _incoming.AsMemory(0, received.Count);
        if (!_isMidMessage && !part.IsEmpty)
        {
            _channel = part.Span[0];
            part = part[1..];
            if (_channel < _hasPort.Length && !_hasPort[_channel])
            {
                _hasPort[_channel] = true;
                part = part[Math.Min(part.Length, HeaderBytes - 1)..];
            }
        }

        _isMidMessage = !received.EndOfMessage;
        if (_channel == Error && !part.IsEmpty)
        {
            throw new IOException($"port-forward: {Encoding.UTF8.GetString(part.Span)}");
        }

        _unread = _channel == Data ? part : default;
        return true;
    }
}
