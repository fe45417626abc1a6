using CsCheck;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Tests.Spdy;

public sealed class SpdyHeaderTests
{
    private const int MaxBytes = 4096;

    private static readonly Gen<Dictionary<string, string>> Headers = Gen.Dictionary(
        Gen.Char["abcdefghijklmnopqrstuvwxyz-"].Array[1, 12].Select(c => new string(c)),
        Gen.Char[' ', '~'].Array[0, 30].Select(c => new string(c)))[0, 8];

    [Fact]
    public void Dictionary_IsTheProtocols()
    {
        Assert.Equal(1423, SpdyDictionary.Bytes.Length);
        Assert.Equal(SpdyDictionary.Id, Adler32(SpdyDictionary.Bytes.Span));
    }

    [Fact]
    public void Decode_OfWhatEncodeWrote_GivesTheSameInOrder() => Headers.Array[1, 5].Sample(blocks =>
    {
        var encoder = new SpdyHeaderEncoder();
        using var decoder = new SpdyHeaderDecoder(MaxBytes);
        foreach (var block in blocks)
        {
            Assert.Equal(block, decoder.Decode(encoder.Encode(block)));
        }
    }, iter: 500);

    [Fact]
    public void Decode_OfWhatClientsCompress_GivesTheSameInOrder() => Headers.Array[1, 5].Sample(blocks =>
    {
        using var client = new CompressingClient();
        using var decoder = new SpdyHeaderDecoder(MaxBytes);
        foreach (var block in blocks)
        {
            Assert.Equal(block, decoder.Decode(client.Compress(block)));
        }
    }, iter: 300);

    [Fact]
    public void Decode_OfABlockThatRefersToTheOneBefore_GivesTheHeaders()
    {
        using var decoder = new SpdyHeaderDecoder(MaxBytes);
        using var client = new CompressingClient();
        var headers = new Dictionary<string, string> { ["streamtype"] = "error", ["port"] = "80", ["requestid"] = "0" };

        Assert.Equal(headers, decoder.Decode(client.Compress(headers)));
        var repeated = client.Compress(headers);

        Assert.True(repeated.Length < 20, $"{repeated.Length} bytes hold more than references");
        Assert.Equal(headers, decoder.Decode(repeated));
    }

    [Fact]
    public void Decode_OfMutatedBlocks_RefusesOrReads() =>
        Gen.Select(Headers, Gen.Int[0, 200], Gen.Byte).Sample((block, at, value) =>
        {
            using var client = new CompressingClient();
            using var decoder = new SpdyHeaderDecoder(MaxBytes);
            var bytes = client.Compress(block);
            bytes[at % bytes.Length] = value;
            try
            {
                decoder.Decode(bytes);
            }
            catch (SpdyProtocolException)
            {
                // The only way to refuse.
            }
        }, iter: 2000);

    [Fact]
    public void Decode_OfABlockThatGrows_StopsAtTheLimit()
    {
        using var client = new CompressingClient();
        using var decoder = new SpdyHeaderDecoder(MaxBytes);
        var bomb = client.Compress(new Dictionary<string, string> { ["a"] = new('x', 10 * 1024 * 1024) });

        var error = Assert.Throws<SpdyProtocolException>(() => decoder.Decode(bomb));
        Assert.Contains("larger than 4096 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "does not begin as a zlib stream")]
    [InlineData("0000", "does not begin as a zlib stream")]
    [InlineData("782000000001", "names another dictionary")]
    [InlineData("7820e3c6a7c2", "ends within a header")]
    [InlineData("7820e3c6a7c2000400fbff00000041", "at most 64 were expected")]
    [InlineData("7820e3c6a7c2000800f7ff000000017fffffff", "longer than its block")]
    [InlineData("7820e3c6a7c2000500faff0000000000", "goes on after its last header")]
    [InlineData("7820e3c6a7c207", "not compressed as zlib does it")]
    public void Decode_OfBadBlocks_SaysWhatIsWrong(string block, string why)
    {
        using var decoder = new SpdyHeaderDecoder(MaxBytes);

        var error = Assert.Throws<SpdyProtocolException>(() => decoder.Decode(Convert.FromHexString(block)));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var x in bytes)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}
