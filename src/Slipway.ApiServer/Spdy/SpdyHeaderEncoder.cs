using System.Buffers.Binary;
using System.Text;

namespace Slipway.ApiServer.Spdy;

/// <summary>
/// Writes the header blocks of one connection, as blocks of its zlib stream that are not compressed: a server of Kubernetes has
/// nothing to say in headers.
/// </summary>
internal sealed class SpdyHeaderEncoder
{
    // "Deflate with a window of 32 KiB", and "with a preset dictionary", whose name follows.
    private static ReadOnlySpan<byte> ZlibHead => [0x78, 0x20];

    private bool _begun;

    /// <summary>Writes a block.</summary>
    /// <exception cref="ArgumentException">The headers are more than 64 KiB.</exception>
    public byte[] Encode(IReadOnlyDictionary<string, string> headers)
    {
        var content = Serialize(headers);
        if (content.Length > StoredBlock.MaxBytes)
        {
            throw new ArgumentException($"headers of {content.Length} bytes: at most {StoredBlock.MaxBytes} can be sent", nameof(headers));
        }

        // An empty block at the end is a flush: Go's reader gives a block's bytes away only when it sees what follows.
        var head = _begun ? 0 : ZlibHead.Length + sizeof(uint);
        var block = new byte[head + StoredBlock.Size(content.Length) + StoredBlock.Size(0)];
        if (!_begun)
        {
            ZlibHead.CopyTo(block);
            BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(ZlibHead.Length), SpdyDictionary.Id);
            _begun = true;
        }

        StoredBlock.Write(content, block.AsSpan(head));
        StoredBlock.Write([], block.AsSpan(head + StoredBlock.Size(content.Length)));
        return block;
    }

    private static byte[] Serialize(IReadOnlyDictionary<string, string> headers)
    {
        var content = new byte[sizeof(uint) + headers.Sum(h => (2 * sizeof(uint)) + h.Key.Length + h.Value.Length)];
        var at = content.AsSpan();
        at = Write(at, headers.Count);
        foreach (var (name, value) in headers)
        {
            at = Write(at, name);
            at = Write(at, value);
        }

        return content;
    }

    private static Span<byte> Write(Span<byte> at, string text)
    {
        at = Write(at, text.Length);
        return at[Encoding.Latin1.GetBytes(text, at)..];
    }

    private static Span<byte> Write(Span<byte> at, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(at, number);
        return at[sizeof(uint)..];
    }
}
