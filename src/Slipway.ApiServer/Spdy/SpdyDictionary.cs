using System.Buffers.Binary;
using System.Text;

namespace Slipway.ApiServer.Spdy;

/// <summary>
/// The text that both ends of SPDY/3 act as if they had compressed before the first header, so that usual names and values are
/// short from the beginning. It is a constant of the protocol.
/// </summary>
internal static class SpdyDictionary
{
    /// <summary>The checksum (Adler-32) by which a zlib stream names the dictionary.</summary>
    public const uint Id = 0xE3C6A7C2;

    // Each with its length before it, in four bytes.
    private static readonly string[] Words =
    [
        "options", "head", "post", "put", "delete", "trace", "accept", "accept-charset", "accept-encoding", "accept-language",
        "accept-ranges", "age", "allow", "authorization", "cache-control", "connection", "content-base", "content-encoding",
        "content-language", "content-length", "content-location", "content-md5", "content-range", "content-type", "date",
        "etag", "expect", "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range",
        "if-unmodified-since", "last-modified", "location", "max-forwards", "pragma", "proxy-authenticate",
        "proxy-authorization", "range", "referer", "retry-after", "server", "te", "trailer", "transfer-encoding", "upgrade",
        "user-agent", "vary", "via", "warning", "www-authenticate", "method", "get", "status", "200 OK", "version", "HTTP/1.1",
        "url", "public", "set-cookie", "keep-alive", "origin",
    ];

    private const string Tail =
        "100101201202205206300302303304305306307402405406407408409410411412413414415416417502504505203 Non-Authoritative " +
        "Information204 No Content301 Moved Permanently400 Bad Request401 Unauthorized403 Forbidden404 Not Found500 Inter" +
        "nal Server Error501 Not Implemented503 Service UnavailableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00" +
        ":00 Mon, Tue, Wed, Thu, Fri, Sat, Sun, GMTchunked,text/html,image/png,image/jpg,image/gif,application/xml,applic" +
        "ation/xhtml+xml,text/plain,text/javascript,publicprivatemax-age=gzip,deflate,sdchcharset=utf-8charset=iso-8859-1" +
        ",utf-,*,enq=0.";

    /// <summary>The dictionary, 1,423 bytes.</summary>
    public static ReadOnlyMemory<byte> Bytes { get; } = Build();

    private static byte[] Build()
    {
        var bytes = new byte[Words.Sum(w => sizeof(uint) + w.Length) + Tail.Length];
        var at = bytes.AsSpan();
        foreach (var word in Words)
        {
            BinaryPrimitives.WriteInt32BigEndian(at, word.Length);
            at = at[sizeof(uint)..];
            at = at[Encoding.ASCII.GetBytes(word, at)..];
        }

        Encoding.ASCII.GetBytes(Tail, at);
        return bytes;
    }
}
