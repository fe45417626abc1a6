using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Pipelines;

namespace Slipway.ApiServer.Spdy;

/// <summary>
/// The server's end of a SPDY/3.1 connection as Kubernetes' clients use it: they open streams, both ends send bytes on them, and
/// neither counts windows. What a client does wrong costs it the stream or the connection, and the server nothing but bounded memory.
/// </summary>
/// <param name="transport">The bytes of the connection.</param>
/// <param name="acceptor">Takes the streams.</param>
/// <param name="limits">What the client may make of the connection.</param>
/// <param name="time">Says for how long it has been idle.</param>
internal sealed class SpdyConnection(Stream transport, ISpdyAcceptor acceptor, SpdyLimits limits, TimeProvider time) : IDisposable
{
    private const int MaxDataBytes = 16 * 1024;
    private static readonly TimeSpan GoAwayTimeout = TimeSpan.FromSeconds(5);

    private readonly PipeReader _input = PipeReader.Create(transport, new StreamPipeReaderOptions(bufferSize: 16 * 1024, leaveOpen: true));
    private readonly SpdyHeaderDecoder _decoder = new(limits.MaxHeaderBytes);
    private readonly SpdyHeaderEncoder _encoder = new();
    private readonly ConcurrentDictionary<uint, SpdyStream> _streams = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _frame = new byte[SpdyFrame.HeadBytes + MaxDataBytes];
    private CancellationToken _ended;
    private long _lastFrame = time.GetTimestamp();
    private uint _lastOpened;

    /// <summary>Serves the connection until the client has gone or said that it goes. No stream outlives that.</summary>
    /// <exception cref="IOException">The connection broke, or the client broke the protocol.</exception>
    /// <exception cref="OperationCanceledException">It was idle for too long, or the token was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var idle = time.CreateTimer(_ => EndIfIdle(ended), state: null, limits.IdleTimeout, limits.IdleTimeout);
        _ended = ended.Token;
        try
        {
            while (await ReadHeadAsync(ended.Token) is { } frame && frame.Type != SpdyFrameType.GoAway)
            {
                Volatile.Write(ref _lastFrame, time.GetTimestamp());
                await (frame.Type == SpdyFrameType.Data ? ReceiveDataAsync(frame, ended.Token) : ReceiveControlAsync(frame, ended.Token));
            }
        }
        catch (SpdyProtocolException)
        {
            await SendGoAwayAsync(status: 1);
            throw;
        }
        finally
        {
            foreach (var stream in _streams.Values)
            {
                stream.Abort("the connection is closed");
            }

            await ended.CancelAsync();
        }
    }

    /// <summary>Sends bytes on a stream, in as many frames as it takes.</summary>
    internal async ValueTask SendDataAsync(uint id, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            var part = data[..Math.Min(data.Length, MaxDataBytes)];
            await SendAsync(SpdyFrame.Data(id, part.Length), part, cancellationToken);
            data = data[part.Length..];
        }
    }

    internal ValueTask SendFinAsync(SpdyStream stream, CancellationToken cancellationToken)
    {
        Forget(stream);
        return SendAsync(SpdyFrame.Data(stream.Id, 0, SpdyFrame.Fin), default, cancellationToken);
    }

    internal ValueTask SendResetAsync(uint id, SpdyResetCode code, CancellationToken cancellationToken)
    {
        _streams.TryRemove(id, out var _);
        var payload = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(payload, id);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(4), (int)code);
        return SendAsync(SpdyFrame.Control(SpdyFrameType.RstStream, payload.Length), payload, cancellationToken);
    }

    public void Dispose()
    {
        _input.Complete();
        _decoder.Dispose();
        _sending.Dispose();
    }

    private void EndIfIdle(CancellationTokenSource ended)
    {
        if (time.GetElapsedTime(Volatile.Read(ref _lastFrame)) >= limits.IdleTimeout)
        {
            ended.Cancel();
        }
    }

    private void Forget(SpdyStream stream)
    {
        if (stream.IsClosed)
        {
            _streams.TryRemove(stream.Id, out var _);
        }
    }

    /// <returns>Null when the client has closed the connection between two frames.</returns>
    private async ValueTask<SpdyFrame?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var result = await _input.ReadAtLeastAsync(SpdyFrame.HeadBytes, cancellationToken);
        if (result.Buffer.Length < SpdyFrame.HeadBytes)
        {
            return result.Buffer.IsEmpty ? null : throw new SpdyProtocolException("the connection ends within a frame");
        }

        var head = result.Buffer.Slice(0, SpdyFrame.HeadBytes);
        var frame = SpdyFrame.Read(head.ToArray());
        _input.AdvanceTo(head.End);
        return frame;
    }

    private async Task ReceiveDataAsync(SpdyFrame frame, CancellationToken cancellationToken)
    {
        // What comes for a stream that is closed here was sent before the client knew.
        var stream = _streams.GetValueOrDefault(frame.StreamId);
        for (var left = frame.Length; left > 0;)
        {
            var result = await _input.ReadAsync(cancellationToken);
            var part = result.Buffer.Slice(0, Math.Min(left, result.Buffer.Length));
            if (part.IsEmpty && result.IsCompleted)
            {
                throw new SpdyProtocolException("the connection ends within a frame");
            }

            left -= (int)part.Length;
            if (stream is not null)
            {
                await stream.ReceiveAsync(part, cancellationToken);
            }

            _input.AdvanceTo(part.End);
        }

        if (frame.IsFin && stream is not null)
        {
            stream.EndInput();
            Forget(stream);
        }
    }

    private async Task ReceiveControlAsync(SpdyFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Length > limits.MaxControlBytes)
        {
            throw new SpdyProtocolException($"a control frame has {frame.Length} bytes: at most {limits.MaxControlBytes} were expected");
        }

        var result = await _input.ReadAtLeastAsync(frame.Length, cancellationToken);
        if (result.Buffer.Length < frame.Length)
        {
            throw new SpdyProtocolException("the connection ends within a frame");
        }

        var payload = result.Buffer.Slice(0, frame.Length).ToArray();
        _input.AdvanceTo(result.Buffer.GetPosition(frame.Length));
        switch (frame.Type)
        {
            case SpdyFrameType.SynStream:
                await OpenAsync(frame, new SpdyPayload(payload, atLeast: 10), cancellationToken);
                break;
            case SpdyFrameType.SynReply or SpdyFrameType.Headers:
                // Nothing in them matters, but what is compressed later refers to them.
                _decoder.Decode(new SpdyPayload(payload, atLeast: 4).From(4));
                break;
            case SpdyFrameType.RstStream:
                if (_streams.TryRemove(new SpdyPayload(payload, atLeast: 8).StreamId(0), out var stream))
                {
                    stream.Abort("the client has reset the stream");
                }

                break;
            case SpdyFrameType.Ping:
                await AnswerPingAsync(new SpdyPayload(payload, atLeast: 4), cancellationToken);
                break;
            default:
                // Settings and windows are of no use here; what is unknown is to be ignored.
                break;
        }
    }

    private async Task OpenAsync(SpdyFrame frame, SpdyPayload payload, CancellationToken cancellationToken)
    {
        var id = payload.StreamId(0);
        var headers = _decoder.Decode(payload.From(10));
        if (id % 2 == 0 || id <= _lastOpened)
        {
            await SendResetAsync(id, SpdyResetCode.ProtocolError, cancellationToken);
            return;
        }

        _lastOpened = id;
        if (_streams.Count >= limits.MaxStreams || !acceptor.Accepts(headers))
        {
            await SendResetAsync(id, SpdyResetCode.RefusedStream, cancellationToken);
            return;
        }

        var stream = new SpdyStream(this, id, headers, limits.MaxUnreadBytes);
        _streams[id] = stream;
        if (frame.IsFin)
        {
            stream.EndInput();
        }

        await SendReplyAsync(id, cancellationToken);
        acceptor.Open(stream);
    }

    private ValueTask SendReplyAsync(uint id, CancellationToken cancellationToken)
    {
        var headers = _encoder.Encode(ImmutableDictionary<string, string>.Empty);
        var payload = new byte[sizeof(uint) + headers.Length];
        BinaryPrimitives.WriteUInt32BigEndian(payload, id);
        headers.CopyTo(payload, sizeof(uint));
        return SendAsync(SpdyFrame.Control(SpdyFrameType.SynReply, payload.Length), payload, cancellationToken);
    }

    // A client's pings are odd and come back as they are; this end sends none, so that an even one answers nothing.
    private ValueTask AnswerPingAsync(SpdyPayload payload, CancellationToken cancellationToken) => payload.StreamId(0) % 2 == 1
        ? SendAsync(SpdyFrame.Control(SpdyFrameType.Ping, sizeof(uint)), payload.Bytes[..sizeof(uint)], cancellationToken)
        : default;

    private async Task SendGoAwayAsync(int status)
    {
        var payload = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(payload, _lastOpened);
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(4), status);
        try
        {
            await SendAsync(SpdyFrame.Control(SpdyFrameType.GoAway, payload.Length), payload, _ended)
                .AsTask()
                .WaitAsync(GoAwayTimeout, time, _ended);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or TimeoutException)
        {
            // It has gone already, or does not listen.
        }
    }

    private async ValueTask SendAsync(SpdyFrame frame, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            // A frame is sent whole, whoever else gives up meanwhile, or the next one could not be understood.
            frame.Write(_frame);
            payload.CopyTo(_frame.AsMemory(SpdyFrame.HeadBytes));
            await transport.WriteAsync(_frame.AsMemory(0, SpdyFrame.HeadBytes + payload.Length), _ended);
            await transport.FlushAsync(_ended);
            Volatile.Write(ref _lastFrame, time.GetTimestamp());
        }
        finally
        {
            _sending.Release();
        }
    }
}
