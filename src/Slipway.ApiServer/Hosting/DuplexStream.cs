using System.IO.Pipelines;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Hosting;

/// <summary>
/// One end of a byte stream within the process. Once closed it fails as a socket does, with an <see cref="IOException"/>.
/// </summary>
internal sealed class DuplexStream(PipeReader input, PipeWriter output) : AsyncStream, IHalfClosable
{
    private readonly Stream _input = input.AsStream();
    private readonly Stream _output = output.AsStream();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _input.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw Closed(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => _input.Read(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await _output.WriteAsync(buffer, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw Closed(e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => _output.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

    public override void Flush() => _output.Flush();

    public void CompleteWrites() => output.Complete();

    // A pipe that was completed says so as a mistake of its caller; here it is the other side that has gone.
    private static IOException Closed(InvalidOperationException e) => new("The connection is closed.", e);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
            _output.Dispose();
        }

        base.Dispose(disposing);
    }
}
