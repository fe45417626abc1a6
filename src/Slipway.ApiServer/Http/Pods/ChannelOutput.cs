using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>What is written goes out on one channel of a WebSocket.</summary>
internal sealed class ChannelOutput(ChannelSocket socket, byte channel) : AsyncStream
{
    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        socket.SendAsync(channel, buffer, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
