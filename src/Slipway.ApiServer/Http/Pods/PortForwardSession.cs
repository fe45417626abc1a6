using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// One port-forward connection. Each port has two channels, data and error; the first byte of a message names its channel.
/// The server begins each channel with the port's number, as two bytes in little-endian order.
/// </summary>
internal sealed class PortForwardSession(WebSocket socket, IPodConnector connector) : IDisposable
{
    private const int BufferBytes = 32 * 1024;

    private readonly SemaphoreSlim _sending = new(1, 1);

    public async Task RunAsync(string ns, string pod, ImmutableArray<int> ports, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var streams = new Stream?[ports.Length];
        var copies = new List<Task>();
        try
        {
            for (var i = 0; i < ports.Length; i++)
            {
                await AnnounceAsync(i, ports[i], ended.Token);
                streams[i] = await ConnectAsync(ns, pod, ports[i], i, ended.Token);
                if (streams[i] is { } stream)
                {
                    copies.Add(CopyToClientAsync(stream, i, ended));
                }
            }

            if (copies.Count > 0)
            {
                await CopyFromClientAsync(streams, ended.Token);
            }

            await CloseAsync(ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // Either side has gone; the other is told by its stream's end.
        }
        finally
        {
            await ended.CancelAsync();
            foreach (var stream in streams)
            {
                if (stream is not null)
                {
                    await stream.DisposeAsync();
                }
            }

            await Task.WhenAll(copies);
        }
    }

    public void Dispose() => _sending.Dispose();

    private static byte DataChannel(int index) => (byte)(index * 2);

    private static byte ErrorChannel(int index) => (byte)((index * 2) + 1);

    private async Task AnnounceAsync(int index, int port, CancellationToken cancellationToken)
    {
        var message = new byte[3];
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(1), (ushort)port);
        byte[] channels = [DataChannel(index), ErrorChannel(index)];
        foreach (var channel in channels)
        {
            message[0] = channel;
            await SendAsync(message, cancellationToken);
        }
    }

    private async Task<Stream?> ConnectAsync(string ns, string pod, int port, int index, CancellationToken cancellationToken)
    {
        try
        {
            return await connector.ConnectAsync(ns, pod, port, cancellationToken);
        }
        catch (IOException e)
        {
            byte[] message = [ErrorChannel(index), .. Encoding.UTF8.GetBytes(e.Message)];
            await SendAsync(message, cancellationToken);
            return null;
        }
    }

    private async Task CopyToClientAsync(Stream stream, int index, CancellationTokenSource ended)
    {
        try
        {
            var buffer = new byte[BufferBytes];
            buffer[0] = DataChannel(index);
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(1), ended.Token)) > 0)
            {
                await SendAsync(buffer.AsMemory(0, read + 1), ended.Token);
            }

            // The protocol has no end of one channel: the pod's end is the connection's.
            await CloseAsync(ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            await ended.CancelAsync();
        }
    }

    private async Task CopyFromClientAsync(Stream?[] streams, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (true)
        {
            var channel = -1;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var data = buffer.AsMemory(0, received.Count);
                if (channel < 0 && !data.IsEmpty)
                {
                    channel = data.Span[0];
                    data = data[1..];
                }

                // Clients have nothing to say on error channels.
                if (channel >= 0 && channel % 2 == 0 && channel / 2 < streams.Length && streams[channel / 2] is { } stream && !data.IsEmpty)
                {
                    await stream.WriteAsync(data, cancellationToken);
                    await stream.FlushAsync(cancellationToken);
                }
            }
            while (!received.EndOfMessage);
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
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

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }
}
