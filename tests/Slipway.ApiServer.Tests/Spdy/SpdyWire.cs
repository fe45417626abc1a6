using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Tests.Spdy;

/// <summary>A connection that is served, and its client's end, which sends and reads single frames.</summary>
internal sealed class SpdyWire : ISpdyAcceptor, IDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly CompressingClient _compressor = new();
    private readonly Channel<SpdyStream> _opened = Channel.CreateUnbounded<SpdyStream>();
    private readonly DuplexStream _client;
    private readonly SpdyConnection _connection;

    public SpdyWire(SpdyLimits? limits = null)
    {
        _client = new DuplexStream(_toClient.Reader, _toServer.Writer);
        _connection = new SpdyConnection(
            new DuplexStream(_toServer.Reader, _toClient.Writer), this, limits ?? new SpdyLimits(), TimeProvider.System);
        Serving = _connection.RunAsync(Deadline);
    }

    /// <summary>Ends with the connection.</summary>
    public Task Serving { get; }

    private static CancellationToken Deadline => TestContext.Current.CancellationToken;

    public bool Accepts(IReadOnlyDictionary<string, string> headers) => headers.GetValueOrDefault("streamtype") == "data";

    public void Open(SpdyStream stream) => _opened.Writer.TryWrite(stream);

    /// <summary>Opens a stream and reads its reply.</summary>
    public async Task<SpdyStream> OpenAsync(uint id, IReadOnlyDictionary<string, string> headers)
    {
        await SendOpenAsync(id, headers);
        var stream = await _opened.Reader.ReadAsync(Deadline);
        Assert.Equal(SpdyFrameType.SynReply, (await ReadAsync()).Frame.Type);
        return stream;
    }

    public Task SendOpenAsync(uint id, IReadOnlyDictionary<string, string> headers) => SendRawAsync(OpenFrame(id, headers));

    public Task SendPingAsync(uint id)
    {
        var payload = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(payload, id);
        return SendAsync(SpdyFrame.Control(SpdyFrameType.Ping, payload.Length), payload);
    }

    public Task SendAsync(SpdyFrame frame, byte[] payload) => SendRawAsync(Bytes(frame, payload));

    public async Task SendRawAsync(byte[] bytes) => await _client.WriteAsync(bytes, Deadline);

    /// <summary>The client's end of the connection is closed for writing.</summary>
    public async Task HangUpAsync() => await _toServer.Writer.CompleteAsync();

    public async ValueTask<(SpdyFrame Frame, byte[] Payload)> ReadAsync()
    {
        var head = new byte[SpdyFrame.HeadBytes];
        await _client.ReadExactlyAsync(head, Deadline);
        var frame = SpdyFrame.Read(head);
        var payload = new byte[frame.Length];
        await _client.ReadExactlyAsync(payload, Deadline);
        return (frame, payload);
    }

    public async Task<(SpdyFrame Frame, string Text)> ReadTextAsync()
    {
        var (frame, payload) = await ReadAsync();
        return (frame, Encoding.UTF8.GetString(payload));
    }

    public async Task<(uint Stream, SpdyResetCode Code)> ReadResetAsync()
    {
        var (frame, payload) = await ReadAsync();
        Assert.Equal(SpdyFrameType.RstStream, frame.Type);
        return (BinaryPrimitives.ReadUInt32BigEndian(payload), (SpdyResetCode)BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4)));
    }

    /// <summary>The bytes of a usual client: two streams, data, a ping, and its end.</summary>
    public byte[] Script(IReadOnlyDictionary<string, string> headers) =>
    [
        .. OpenFrame(1, headers),
        .. OpenFrame(3, headers),
        .. Bytes(SpdyFrame.Data(1, 5), "hello"u8.ToArray()),
        .. Bytes(SpdyFrame.Control(SpdyFrameType.Ping, 4), [0, 0, 0, 1]),
        .. Bytes(SpdyFrame.Data(3, 0, SpdyFrame.Fin), []),
        .. Bytes(SpdyFrame.Control(SpdyFrameType.RstStream, 8), [0, 0, 0, 1, 0, 0, 0, 5]),
    ];

    public void Dispose()
    {
        _toServer.Writer.Complete();
        _toClient.Reader.Complete();
        _compressor.Dispose();
    }

    private byte[] OpenFrame(uint id, IReadOnlyDictionary<string, string> headers)
    {
        var block = _compressor.Compress(headers);
        var payload = new byte[10 + block.Length];
        BinaryPrimitives.WriteUInt32BigEndian(payload, id);
        block.CopyTo(payload, 10);
        return Bytes(SpdyFrame.Control(SpdyFrameType.SynStream, payload.Length), payload);
    }

    private static byte[] Bytes(SpdyFrame frame, byte[] payload)
    {
        var bytes = new byte[SpdyFrame.HeadBytes + payload.Length];
        frame.Write(bytes);
        payload.CopyTo(bytes, SpdyFrame.HeadBytes);
        return bytes;
    }
}
