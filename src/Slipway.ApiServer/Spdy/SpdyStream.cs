using System.Buffers;
using System.IO.Pipelines;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Spdy;

/// <summary>
/// A stream that a client has opened. Reading ends when the client has nothing more to send and fails when it or the connection gives the
/// stream up; one at a time may read, any number may write.
/// </summary>
internal sealed class SpdyStream : AsyncStream
{
    private const int InputEnded = 1;
    private const int OutputEnded = 2;
    private const int BothEnded = InputEnded | OutputEnded;
    private const int InputUnwanted = 4;

    private readonly SpdyConnection _connection;
    private readonly Pipe _incoming;
    private readonly Stream _input;
    private int _ended;

    public SpdyStream(SpdyConnection connection, uint id, IReadOnlyDictionary<string, string> headers, int maxUnreadBytes)
    {
        _connection = connection;
        Id = id;
        Headers = headers;
        _incoming = new Pipe(new PipeOptions(
            pauseWriterThreshold: maxUnreadBytes, resumeWriterThreshold: maxUnreadBytes / 2, useSynchronizationContext: false));
        _input = _incoming.Reader.AsStream();
    }

    /// <summary>Its number: odd, for clients opened it.</summary>
    public uint Id { get; }

    /// <summary>What the client said of it, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Whether both ends have nothing more to send.</summary>
    public bool IsClosed => (Volatile.Read(ref _ended) & BothEnded) == BothEnded;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    /// <summary>Tells the client that nothing more is sent to it.</summary>
    public async ValueTask CompleteWritesAsync(CancellationToken cancellationToken)
    {
        if ((Interlocked.Or(ref _ended, OutputEnded) & OutputEnded) == 0)
        {
            await _connection.SendFinAsync(this, cancellationToken);
        }
    }

    /// <summary>Gives the stream up in both directions. Nobody may be reading.</summary>
    public async ValueTask ResetAsync(SpdyResetCode code, CancellationToken cancellationToken)
    {
        StopReading();
        if ((Interlocked.Or(ref _ended, BothEnded) & BothEnded) != BothEnded)
        {
            await _connection.SendResetAsync(Id, code, cancellationToken);
        }
    }

    /// <summary>What the client still sends is dropped. Nobody may be reading.</summary>
    public void StopReading()
    {
        Interlocked.Or(ref _ended, InputUnwanted);
        _incoming.Reader.Complete();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _input.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        (Volatile.Read(ref _ended) & OutputEnded) == 0
            ? _connection.SendDataAsync(Id, buffer, cancellationToken)
            : ValueTask.FromException(new IOException("the stream is closed"));

    /// <summary>The connection has received a part of a data frame; returns when there is room for more.</summary>
    internal async ValueTask ReceiveAsync(ReadOnlySequence<byte> data, CancellationToken cancellationToken)
    {
        if ((Volatile.Read(ref _ended) & (InputEnded | InputUnwanted)) == 0)
        {
            foreach (var part in data)
            {
                _incoming.Writer.Write(part.Span);
            }

            await _incoming.Writer.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The client has nothing more to send.</summary>
    internal void EndInput()
    {
        Interlocked.Or(ref _ended, InputEnded);
        _incoming.Writer.Complete();
    }

    /// <summary>The client, or the connection, has given the stream up.</summary>
    internal void Abort(string why)
    {
        Interlocked.Or(ref _ended, BothEnded);
        _incoming.Writer.Complete(new IOException(why));
    }
}
