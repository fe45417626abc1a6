using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slipway.ApiServer.Spdy;

/// <summary>The eight bytes that each frame begins with.</summary>
/// <param name="Type">What it is.</param>
/// <param name="StreamId">The stream of a data frame; 0 of control frames, which name it in their payload.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Length">The bytes of payload that follow.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpdyFrame(SpdyFrameType Type, uint StreamId, byte Flags, int Length)
{
    /// <summary>The bytes of a frame's head.</summary>
    public const int HeadBytes = 8;

    /// <summary>The most that a payload's length can say: it has 24 bits.</summary>
    public const int MaxLength = (1 << 24) - 1;

    /// <summary>The flag of the last frame that its sender sends on a stream.</summary>
    public const byte Fin = 1;

    /// <summary>The flag of a stream on which only its opener sends.</summary>
    public const byte Unidirectional = 2;

    private const uint ControlBit = 0x8000_0000;
    private const uint Version = 3;

    /// <summary>Whether the sender has nothing more to send on the stream.</summary>
    public bool IsFin => (Flags & Fin) != 0;

    /// <summary>The head of a control frame.</summary>
    public static SpdyFrame Control(SpdyFrameType type, int length, byte flags = 0) => new(type, 0, flags, length);

    /// <summary>The head of a data frame.</summary>
    public static SpdyFrame Data(uint streamId, int length, byte flags = 0) => new(SpdyFrameType.Data, streamId, flags, length);

    /// <summary>Reads a head. A control frame's type may be one that nobody knows.</summary>
    /// <exception cref="SpdyProtocolException">It is of another version of the protocol.</exception>
    public static SpdyFrame Read(ReadOnlySpan<byte> head)
    {
        var first = BinaryPrimitives.ReadUInt32BigEndian(head);
        var second = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        var (flags, length) = ((byte)(second >> 24), (int)(second & MaxLength));
        if ((first & ControlBit) == 0)
        {
            return Data(first, length, flags);
        }

        var version = (first >> 16) & 0x7FFF;
        return version == Version
            ? Control((SpdyFrameType)(first & 0xFFFF), length, flags)
            : throw new SpdyProtocolException($"a control frame is of version {version} of SPDY: {Version} was expected");
    }

    /// <summary>Writes the head to the first eight bytes.</summary>
    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteUInt32BigEndian(head, Type == SpdyFrameType.Data ? StreamId : ControlBit | (Version << 16) | (uint)Type);
        BinaryPrimitives.WriteUInt32BigEndian(head[4..], ((uint)Flags << 24) | (uint)Length);
    }
}
