using System.Buffers.Binary;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Security;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>Clients that hold what they were given, or ask for more than they want: each loses its connection, and others are served.</summary>
public sealed class HostileConnectionTests : IAsyncLifetime
{
    private const string Maps = "/api/v1/namespaces/ns/configmaps";
    private const string Post = $"POST {Maps} HTTP/1.1\nHost: x\nConnection: close\nContent-Type: application/json\nContent-Length: 3000000\n\n{{";
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte Continuation = 9;
    private const byte EndOfStreamAndHeaders = 5;

    // GET https:/// with the authority "x", by the indexes of HPACK's static table.
    private static readonly byte[] Get = [0x82, 0x87, 0x84, 0x41, 1, (byte)'x'];

    private FrontFixture _front = null!;

    public async ValueTask InitializeAsync() => _front = await FrontFixture.StartAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task Body_ThatDoesNotCome_IsNotWaitedFor()
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync(Post);

        Assert.StartsWith("HTTP/1.1 408 ", await connection.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_OfAConnectionThatIsHalfClosed_EndsIt()
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync(Post);
        await connection.EndSendingAsync();

        try
        {
            var answer = await connection.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
        }
        catch (IOException)
        {
            // A connection that the server resets has ended, too.
        }

        Assert.Equal(200, (await _front.SendAsync("GET", $"{Maps}/a")).Code);
    }

    [Fact]
    public async Task Body_OfAHundredMebibytesCompressed_IsTooLarge()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
            {
                await gzip.WriteAsync(zeros, TestContext.Current.CancellationToken);
            }
        }

        using var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await _front.Admin.PostAsync(Maps, content, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Headers_ThatGoOnInFrames_EndTheConnection()
    {
        await using var connection = await OpenHttp2Async();
        await connection.SendAsync(Frame(Headers, flags: 0, stream: 1, Get));
        byte[] field = [0, 1, (byte)'a', 1, (byte)'b'];
        var frame = Frame(Continuation, flags: 0, stream: 1, [.. Enumerable.Repeat(field, 3_000).SelectMany(f => f)]);

        await SendUntilRefusedAsync(connection, frame, 1_000);

        Assert.Equal(200, (await _front.SendAsync("GET", $"{Maps}/a")).Code);
    }

    [Fact]
    public async Task Requests_ThatAreTakenBackAtOnce_DoNotKeepOthersFromBeingServed()
    {
        await using var connection = await OpenHttp2Async();
        for (var i = 0; i < 20; i++)
        {
            try
            {
                await connection.SendAsync([.. Enumerable.Range(i * 500, 500).SelectMany(n => (byte[])
                    [.. Frame(Headers, EndOfStreamAndHeaders, (n * 2) + 1, Get), .. Frame(Reset, flags: 0, (n * 2) + 1, [0, 0, 0, 8])])]);
            }
            catch (IOException)
            {
                // The server may end the connection at any time.
                break;
            }
        }

        Assert.Equal(200, (await _front.SendAsync("GET", $"{Maps}/a")).Code);
    }

    private static async Task SendUntilRefusedAsync(RawConnection connection, byte[] frame, int times)
    {
        var answer = connection.ReadToEndAsync();
        try
        {
            for (var i = 0; i < times && !answer.IsCompleted; i++)
            {
                await connection.SendAsync(frame);
            }

            await answer.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // A connection that the server resets ends so.
        }
    }

    private async Task<RawConnection> OpenHttp2Async()
    {
        var connection = await RawConnection.OpenAsync(_front, SslApplicationProtocol.Http2);
        await connection.SendAsync("PRI * HTTP/2.0\n\nSM\n\n");
        await connection.SendAsync(Frame(Settings, flags: 0, stream: 0, []));
        return connection;
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }
}
