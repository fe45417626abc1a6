using System.Buffers.Binary;

namespace Slipway.ApiServer.Spdy;

/// <summary>The payload of a control frame.</summary>
internal readonly struct SpdyPayload
{
    private const uint MaxStreamId = 0x7FFF_FFFF;

    /// <exception cref="SpdyProtocolException">It is shorter than frames of its kind are.</exception>
    public SpdyPayload(byte[] bytes, int atLeast)
    {
        Bytes = bytes.Length >= atLeast
            ? bytes
            : throw new SpdyProtocolException($"a control frame has {bytes.Length} bytes: at least {atLeast} were expected");
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What follows a place.</summary>
    public ReadOnlySpan<byte> From(int start) => Bytes.Span[start..];

    /// <summary>The number at a place, its highest bit left out.</summary>
    /// <exception cref="SpdyProtocolException">It is 0, which no stream or ping has.</exception>
    public uint StreamId(int at) => (BinaryPrimitives.ReadUInt32BigEndian(Bytes.Span[at..]) & MaxStreamId) is var id and not 0
        ? id
        : throw new SpdyProtocolException("a control frame names stream 0, which is none");
}
