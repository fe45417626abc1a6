using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// One port-forward connection over <c>v4.channel.k8s.io</c>. Each port has two channels, data and error, which the server begins with
/// the port's number, as two bytes in little-endian order.
/// </summary>
internal sealed class PortForwardSession(ChannelSocket socket, IPodRuntime pods, ObjectKey pod)
{
    private const int BufferBytes = 32 * 1024;

    public async Task RunAsync(ImmutableArray<int> ports, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var streams = new Stream?[ports.Length];
        var copies = new List<Task>();
        try
        {
            for (var i = 0; i < ports.Length; i++)
            {
                await AnnounceAsync(i, ports[i], ended.Token);
                streams[i] = await ConnectAsync(ports[i], i, ended.Token);
                if (streams[i] is { } stream)
                {
                    copies.Add(CopyToClientAsync(stream, i, ended));
                }
            }

            if (copies.Count > 0)
            {
                await CopyFromClientAsync(streams, ended.Token);
            }

            await socket.CloseAsync(ended.Token);
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

    private static byte DataChannel(int index) => (byte)(index * 2);

    private static byte ErrorChannel(int index) => (byte)((index * 2) + 1);

    private async Task AnnounceAsync(int index, int port, CancellationToken cancellationToken)
    {
        var number = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)port);
        await socket.SendAsync(DataChannel(index), number, cancellationToken);
        await socket.SendAsync(ErrorChannel(index), number, cancellationToken);
    }

    private async Task<Stream?> ConnectAsync(int port, int index, CancellationToken cancellationToken)
    {
        try
        {
            return await pods.ConnectAsync(pod.Namespace, pod.Name, port, cancellationToken);
        }
        catch (IOException e)
        {
            await socket.SendAsync(ErrorChannel(index), Encoding.UTF8.GetBytes(e.Message), cancellationToken);
            return null;
        }
    }

    private async Task CopyToClientAsync(Stream stream, int index, CancellationTokenSource ended)
    {
        try
        {
            var buffer = new byte[BufferBytes];
            int read;
            while ((read = await stream.ReadAsync(buffer, ended.Token)) > 0)
            {
                await socket.SendAsync(DataChannel(index), buffer.AsMemory(0, read), ended.Token);
            }

            // The protocol has no end of one channel: the pod's end is the connection's.
            await socket.CloseAsync(ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            await ended.CancelAsync();
        }
    }

    private async Task CopyFromClientAsync(Stream?[] streams, CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(cancellationToken) is var (channel, data))
        {
            // Clients have nothing to say on error channels.
            if (channel % 2 == 0 && channel / 2 < streams.Length && streams[channel / 2] is { } stream && !data.IsEmpty)
            {
                await stream.WriteAsync(data, cancellationToken);
                await stream.FlushAsync(cancellationToken);
            }
        }
    }
}
