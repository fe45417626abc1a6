using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>Requests that are written to confuse: the server answers each once, with a code that fits, or not at all.</summary>
public sealed partial class HostileRequestTests : IAsyncLifetime
{
    private const string Get = "GET /api/v1/namespaces/ns/configmaps/a HTTP/1.1\nHost: x\nConnection: close\n";
    private const string Post = "POST /api/v1/namespaces/ns/configmaps HTTP/1.1\nHost: x\nConnection: close\nContent-Type: application/json\n";

    private FrontFixture _front = null!;

    public async ValueTask InitializeAsync() => _front = await FrontFixture.StartAsync();

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Theory]
    [InlineData(Get + "\n", 200)]
    [InlineData(Post + "Content-Length: 2\nContent-Length: 3\n\n{} ", 400)]
    [InlineData(Post + "Content-Length: 2, 3\n\n{} ", 400)]
    [InlineData(Post + "Content-Length: -1\n\n{}", 400)]
    [InlineData(Post + "Content-Length: 0x2\n\n{}", 400)]
    [InlineData(Post + "Transfer-Encoding: gzip\n\n{}", 400)]
    [InlineData(Post + "Transfer-Encoding: chunked, identity\n\n2\n{}\n0\n\n", 400)]
    [InlineData(Post + "Transfer-Encoding: chunked\n\nzz\n{}\n0\n\n", 400)]
    [InlineData(Post + "Transfer-Encoding: chunked\n\n2\n{}\n0\n\n", 201)]
    [InlineData(Get + "X-Folded: a\n b\n\n", 400)]
    [InlineData(Get + "X Name: a\n\n", 400)]
    [InlineData(Get + "X-Zero: a\0b\n\n", 400)]
    [InlineData("GET /api/v1/nodes HTTP/1.1\nConnection: close\n\n", 400)]
    [InlineData("GET /api/v1/nodes HTTP/1.1\nHost: a\nHost: b\nConnection: close\n\n", 400)]
    [InlineData("GET /api/v1/nodes HTTP/9.9\nHost: a\n\n", 505)]
    [InlineData("GET  /api/v1/nodes HTTP/1.1\nHost: a\n\n", 400)]
    [InlineData("G@T /api/v1/nodes HTTP/1.1\nHost: a\n\n", 400)]
    [InlineData("GET /api/v1/%zz HTTP/1.1\nHost: a\nConnection: close\n\n", 200)]
    [InlineData("GET /api/v1/%ff%fe HTTP/1.1\nHost: a\nConnection: close\n\n", 200)]
    [InlineData("GET /api/v1/%00 HTTP/1.1\nHost: a\nConnection: close\n\n", 400)]
    [InlineData("PRI * HTTP/2.0\n\nSM\n\n", 400, 505)]
    [InlineData("TRACE /api/v1/nodes HTTP/1.1\nHost: a\nConnection: close\n\n", 405)]
    [InlineData("CONNECT localhost:22 HTTP/1.1\nHost: a\nConnection: close\n\n", 400, 404, 405)]
    [InlineData("OPTIONS * HTTP/1.1\nHost: a\nConnection: close\n\n", 404, 405)]
    public async Task Request_OfAnOddForm_IsAnsweredOnceWithACodeThatFits(string text, params int[] codes)
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync(text);

        var answer = await connection.ReadToEndAsync();

        var lines = StatusLine().Matches(answer);
        Assert.True(lines.Count == 1 && codes.Contains(int.Parse(lines[0].Groups["code"].ValueSpan)), answer);
    }

    // What a proxy in front might take for the body of the first request must not be served as a second one.
    [Theory]
    [InlineData("Content-Length: 44\nTransfer-Encoding: chunked\n\n0\n\nGET /api/v1/namespaces/ns/secrets/s HTTP/1.1\nHost: x\n\n")]
    [InlineData("Transfer-Encoding: chunked\nContent-Length: 5\n\n2\n{}\n0\n\nGET /api/v1/namespaces/ns/secrets/s HTTP/1.1\nHost: x\n\n")]
    public async Task Request_WithTwoLengths_EndsItsConnection(string rest)
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync("POST /api/v1/namespaces/ns/configmaps HTTP/1.1\nHost: x\nContent-Type: application/json\n" + rest);

        var answer = await connection.ReadToEndAsync();

        Assert.Single(StatusLine().Matches(answer));
    }

    [Theory]
    [InlineData("//api/v1/nodes", 404)]
    [InlineData("/api//v1/nodes", 404)]
    [InlineData("/api/v1/namespaces//configmaps", 404)]
    [InlineData("/api/v1/namespaces/ns/configmaps/a%2Fb", 200)]
    [InlineData("/api/v1/namespaces/ns/configmaps/%C3%A4", 200)]
    [InlineData("/api/v1/namespaces/ns/configmaps/a/", 200)]
    [InlineData("/api/v1/namespaces/ns/configmaps/a/status/x/y", 200)]
    [InlineData("/api/v1/x/%2e%2e/namespaces/ns/configmaps/a", 200)]
    [InlineData("/api/v1/../../../healthz", 200)]
    [InlineData("/debug/pprof/", 404)]
    [InlineData("/api/v1/namespaces/ns/configmaps/a?%zz=1&a;b=c&=&&x=%ff", 200)]
    [InlineData("/api/v1/namespaces/ns/configmaps?limit=1&limit=abc", 200)]
    public async Task Path_OfAnOddForm_IsTakenOneWay(string path, int code)
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync($"GET {path} HTTP/1.1\nHost: x\nConnection: close\n\n");

        var answer = await connection.ReadToEndAsync();

        Assert.StartsWith($"HTTP/1.1 {code} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Path_ThatIsEncoded_DoesNotGetPastAuthorization()
    {
        using var nobody = _front.CreateClient(_front.Pki.IssueClient("bob", "dev"));
        foreach (var path in new[] { "//api/v1/nodes", "/version/../api/v1/nodes", "/version%2f..%2fapi/v1/nodes", "/api/v1/%6eodes", "/healthz/../api/v1/nodes" })
        {
            Assert.Equal(403, (await _front.SendAsync("GET", nobody.BaseAddress!.OriginalString + path, client: nobody)).Code);
        }

        Assert.Null(_front.Engine.Last);
    }

    [Theory]
    [InlineData(40_000, 414, 431)]
    [InlineData(20_000, 200)]
    public async Task Query_OfAnyLength_IsServedOrRefused(int length, params int[] codes)
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync($"GET /api/v1/namespaces/ns/configmaps/a?x={new string('a', length)} HTTP/1.1\nHost: x\nConnection: close\n\n");

        var answer = await connection.ReadToEndAsync();

        Assert.Contains(int.Parse(StatusLine().Match(answer).Groups["code"].ValueSpan), codes);
    }

    [Fact]
    public async Task Headers_WithoutEnd_AreRefused()
    {
        await using var connection = await RawConnection.OpenAsync(_front);
        await connection.SendAsync(Get + string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: a\n")) + "\n");

        Assert.StartsWith("HTTP/1.1 431 ", await connection.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_IsRefusedWithAStatus_HoweverItComes()
    {
        var large = new string(' ', 4 * 1024 * 1024);
        var (code, body, _) = await _front.SendAsync("POST", "/api/v1/namespaces/ns/configmaps", large, "application/json");
        Assert.Equal(413, code);
        Assert.Contains("\"message\":\"Request entity too large: limit is 3145728\",\"reason\":\"RequestEntityTooLarge\",\"code\":413", body, StringComparison.Ordinal);

        using var stream = new MemoryStream(new byte[4 * 1024 * 1024]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/namespaces/ns/configmaps") { Content = new StreamContent(stream) };
        request.Headers.TransferEncodingChunked = true;
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var answer = await _front.Admin.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    [GeneratedRegex(@"HTTP/1\.1 (?<code>\d{3}) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusLine();
}
