using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Slipway.ApiServer.Spdy;

/// <summary>
/// Reads the header blocks of one connection. They are one zlib stream, flushed after each block, so blocks must be read in the order
/// in which they come, those of no interest too.
/// </summary>
/// <param name="maxBytes">The most that one block may be when it is decompressed, in bytes.</param>
internal sealed class SpdyHeaderDecoder(int maxBytes) : IDisposable
{
    private const int Deflate = 8;
    private const int PresetDictionary = 0x20;
    private const int MaxHeaders = 64;

    private readonly MemoryStream _compressed = new();
    private DeflateStream? _inflater;

    /// <summary>Reads a block: values by name. Of several values of a name the first counts.</summary>
    /// <exception cref="SpdyProtocolException">It is no such block, or too large.</exception>
    public IReadOnlyDictionary<string, string> Decode(ReadOnlySpan<byte> block)
    {
        var inflater = _inflater;
        if (inflater is null)
        {
            _inflater = inflater = new DeflateStream(_compressed, CompressionMode.Decompress, leaveOpen: true);
            block = Begin(inflater, block);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            var length = Inflate(inflater, block, buffer.AsSpan(0, maxBytes + 1));
            return length <= maxBytes
                ? Parse(buffer.AsSpan(0, length))
                : throw new SpdyProtocolException($"a header block is larger than {maxBytes} bytes");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose()
    {
        _inflater?.Dispose();
        _compressed.Dispose();
    }

    /// <summary>Reads the zlib stream's head and gives what follows.</summary>
    private ReadOnlySpan<byte> Begin(DeflateStream inflater, ReadOnlySpan<byte> block)
    {
        if (block.Length < 2 || (block[0] & 0x0F) != Deflate || ((block[0] << 8) | block[1]) % 31 != 0)
        {
            throw new SpdyProtocolException("the first header block does not begin as a zlib stream does");
        }

        if ((block[1] & PresetDictionary) == 0)
        {
            return block[2..];
        }

        if (block.Length < 6 || BinaryPrimitives.ReadUInt32BigEndian(block[2..]) != SpdyDictionary.Id)
        {
            throw new SpdyProtocolException("the first header block names another dictionary than that of SPDY/3");
        }

        // What has come before is what can be referred to: the dictionary as a block that is not compressed, its content let go.
        var dictionary = SpdyDictionary.Bytes.Span;
        Span<byte> primer = new byte[StoredBlock.Size(dictionary.Length)];
        StoredBlock.Write(dictionary, primer);
        Inflate(inflater, primer, new byte[dictionary.Length + 1]);
        return block[6..];
    }

    /// <returns>How many bytes came out: no more than the buffer holds.</returns>
    private int Inflate(DeflateStream inflater, ReadOnlySpan<byte> input, Span<byte> buffer)
    {
        _compressed.SetLength(0);
        _compressed.Write(input);
        _compressed.Position = 0;
        var length = 0;
        try
        {
            while (length < buffer.Length && inflater.Read(buffer[length..]) is var read and > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException e)
        {
            throw new SpdyProtocolException("a header block is not compressed as zlib does it", e);
        }

        return length;
    }

    private static Dictionary<string, string> Parse(ReadOnlySpan<byte> block)
    {
        var count = ReadLength(ref block);
        if (count > MaxHeaders)
        {
            throw new SpdyProtocolException($"a header block has {count} headers: at most {MaxHeaders} were expected");
        }

        var headers = new Dictionary<string, string>((int)count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = ReadText(ref block);
            var values = ReadText(ref block);
            if (!headers.TryAdd(name, values.Split('\0', 2)[0]))
            {
                throw new SpdyProtocolException("a header block has a name twice");
            }
        }

        return block.IsEmpty ? headers : throw new SpdyProtocolException("a header block goes on after its last header");
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        var length = ReadLength(ref block);
        if (length > block.Length)
        {
            throw new SpdyProtocolException("a header is longer than its block");
        }

        var text = Encoding.Latin1.GetString(block[..(int)length]);
        block = block[(int)length..];
        return text;
    }

    private static uint ReadLength(ref ReadOnlySpan<byte> block)
    {
        if (!BinaryPrimitives.TryReadUInt32BigEndian(block, out var length))
        {
            throw new SpdyProtocolException("a header block ends within a header");
        }

        block = block[sizeof(uint)..];
        return length;
    }
}
