using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Tests.Spdy;

/// <summary>Writes header blocks as clients do: compressed, with references to the dictionary and to the blocks before.</summary>
internal sealed class CompressingClient : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly DeflateStream _deflate;
    private bool _begun;

    public CompressingClient()
    {
        _deflate = new DeflateStream(_output, CompressionLevel.SmallestSize, leaveOpen: true);
        _deflate.Write(SpdyDictionary.Bytes.Span);
        _deflate.Flush();
    }

    public byte[] Compress(IReadOnlyDictionary<string, string> headers)
    {
        _output.SetLength(0);
        if (!_begun)
        {
            _output.Write([0x78, 0xBB, 0xE3, 0xC6, 0xA7, 0xC2]);
            _begun = true;
        }

        Write(headers.Count);
        foreach (var (name, value) in headers)
        {
            Write(name);
            Write(value);
        }

        _deflate.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _output.Dispose();
    }

    private void Write(string text)
    {
        Write(text.Length);
        _deflate.Write(Encoding.Latin1.GetBytes(text));
    }

    private void Write(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        _deflate.Write(bytes);
    }
}
