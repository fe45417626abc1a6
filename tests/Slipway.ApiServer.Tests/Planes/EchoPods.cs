using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http.Pods;

namespace Slipway.ApiServer.Tests.Planes;

/// <summary>
/// Pods whose port 7 gives back what it is sent, and which listen at no other. They know the commands <c>echo</c>, <c>cat</c>, <c>exit</c>
/// and <c>complain</c>, and their log has three lines.
/// </summary>
internal sealed class EchoPods : IPodRuntime
{
    public ValueTask<Stream> ConnectAsync(string ns, string pod, int port, CancellationToken cancellationToken) => port == 7
        ? new(new EchoStream())
        : throw new IOException($"pod {ns}/{pod} does not listen at {port}");

    public async ValueTask<int> ExecuteAsync(
        PodContainer container, ImmutableArray<string> command, PodStreams streams, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ["echo", .. var words]:
                await streams.Output.WriteAsync(Encoding.UTF8.GetBytes(string.Join(' ', words) + "\n"), cancellationToken);
                return 0;
            case ["cat"]:
                await streams.Input.CopyToAsync(streams.Output, cancellationToken);
                return 0;
            case ["complain", var words]:
                await streams.Errors.WriteAsync(Encoding.UTF8.GetBytes(words + "\n"), cancellationToken);
                return 1;
            case ["exit", var code]:
                return int.Parse(code, System.Globalization.CultureInfo.InvariantCulture);
            default:
                throw new IOException($"no {command.FirstOrDefault() ?? "process"} in {container.Container}");
        }
    }

    public ValueTask<ImmutableArray<PodLogLine>> ReadLogAsync(PodContainer container, CancellationToken cancellationToken) =>
        new([.. Enumerable.Range(1, 3).Select(i => new PodLogLine(DateTimeOffset.UnixEpoch.AddHours(i), $"{container.Container} {i}"))]);

    private sealed class EchoStream : Stream, IHalfClosable
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

        public void CompleteWrites() => _pipe.Writer.Complete();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
