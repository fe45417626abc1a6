using System.Buffers;
using System.IO.Pipelines;
using Slipway.ApiServer.Http.Bodies;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>
/// Writes an answer piece by piece, until its client has gone: of that a web server's writer only lets on that it has no memory to give out,
/// or that what is flushed goes nowhere.
/// </summary>
internal sealed class ResponseWriter(PipeWriter inner) : IBufferWriter<byte>
{
    public void Advance(int count) => inner.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var memory = inner.GetMemory(sizeHint);
        return memory.IsEmpty ? throw new ClientGoneException() : memory;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        var span = inner.GetSpan(sizeHint);
        return span.IsEmpty ? throw new ClientGoneException() : span;
    }

    /// <exception cref="ClientGoneException">Nobody reads any more.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if ((await inner.FlushAsync(cancellationToken)).IsCompleted)
        {
            throw new ClientGoneException();
        }
    }
}
