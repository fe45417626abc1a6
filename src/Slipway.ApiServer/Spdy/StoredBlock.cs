using System.Buffers.Binary;

namespace Slipway.ApiServer.Spdy;

/// <summary>A block of a deflate stream that holds its bytes as they are (RFC 1951, 3.2.4).</summary>
internal static class StoredBlock
{
    /// <summary>The most bytes that one block holds.</summary>
    public const int MaxBytes = ushort.MaxValue;

    private const int HeadBytes = 5;

    /// <summary>The bytes of a block with so much content.</summary>
    public static int Size(int content) => HeadBytes + content;

    /// <summary>Writes a block that is not the stream's last.</summary>
    public static void Write(ReadOnlySpan<byte> content, Span<byte> block)
    {
        block[0] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(block[1..], (ushort)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(block[3..], (ushort)~content.Length);
        content.CopyTo(block[HeadBytes..]);
    }
}
