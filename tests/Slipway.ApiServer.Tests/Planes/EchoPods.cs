using System.IO.Pipelines;
using Slipway.ApiServer.Http.Pods;

namespace Slipway.ApiServer.Tests.Planes;

/// <summary>Pods whose port 7 gives back what it is sent, and which listen at no other.</summary>
internal sealed class EchoPods : IPodConnector
{
    public ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken) => port == 7
        ? new(new EchoStream())
        : throw new IOException($"pod {ns}/{pod} does not listen at {port}");

    private sealed class EchoStream : Stream
    {
        private readonly Pipe _pipe = new();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _pipe.Reader.AsStream(leaveOpen: true).ReadAsync(buffer, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await _pipe.Writer.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
