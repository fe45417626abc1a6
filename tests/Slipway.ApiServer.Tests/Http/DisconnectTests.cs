using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>Clients that go away at any moment are part of a server's day: nothing is logged as a failure, and nothing breaks.</summary>
public sealed class DisconnectTests
{
    private static readonly (string Method, string Path)[] Requests =
    [
        ("GET", "/api/v1/namespaces/default/pods"), ("GET", "/api/v1/namespaces/default/configmaps"),
        ("GET", "/api/v1/namespaces/default/configmaps?watch=1&allowWatchBookmarks=true"), ("GET", "/openapi/v3/api/v1"), ("GET", "/apis"),
        ("POST", "/api/v1/namespaces/default/configmaps"), ("GET", "/api/v1/namespaces/default/pods?watch=1"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Clients_ThatGoAtAnyMoment_AreNoFailure(int http)
    {
        using var loggers = new RecordingLoggers();
        await using (var plane = await TestPlane.StartAsync(loggers))
        {
            var connection = KubeConnection.FromKubeconfigFile(plane.KubeconfigPath);
            using (var admin = Client(connection, http))
            {
                await Task.WhenAll(Enumerable.Range(0, 60).Select(i => CreateAsync(admin, i)));
            }

            for (var round = 0; round < 8; round++)
            {
                using var client = Client(connection, http);
                await Task.WhenAll(Enumerable.Range(0, 40).Select(i => GoAsync(client, (round * 40) + i)));
            }

            using var last = Client(connection, http);
            Assert.Equal("ok", await last.GetStringAsync("/readyz", TestContext.Current.CancellationToken));
        }

        Assert.Empty(loggers.Complaints);
    }

    private static async Task CreateAsync(HttpClient client, int index)
    {
        var json = "{\"metadata\":{\"name\":\"n" + index + "\"},\"data\":{\"x\":\"" + new string('x', 20_000) + "\"}}";
        using var answer = await client.PostAsync(
            "/api/v1/namespaces/default/configmaps", new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)answer.StatusCode);
    }

    private static async Task GoAsync(HttpClient client, int index)
    {
        var (method, path) = Requests[index % Requests.Length];
        using var gone = new CancellationTokenSource();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new StreamContent(new EndlessStream(gone));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }
        else
        {
            gone.CancelAfter(TimeSpan.FromMilliseconds(index * 7 % 23));
        }

        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, gone.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(gone.Token);
            _ = await body.ReadAtLeastAsync(new byte[1 + (index * 1009 % 30_000)], 1, throwOnEndOfStream: false, gone.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            Assert.True(true, "that is what it is about");
        }
    }

    private static HttpClient Client(KubeConnection connection, int http)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(connection.AuthorityPem);
        return new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificateContext = SslStreamCertificateContext.Create(
                    connection.ClientCertificate!.Load(), additionalCertificates: null, offline: true),
            },
        })
        {
            BaseAddress = connection.Server,
            DefaultRequestVersion = new Version(http, http == 1 ? 1 : 0),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>A body of which something comes, and then its client goes.</summary>
    private sealed class EndlessStream(CancellationTokenSource gone) : MemoryStream
    {
        private int _reads;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++_reads > 3)
            {
                await gone.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }

            buffer.Span.Fill((byte)' ');
            return Math.Min(buffer.Length, 1000);
        }
    }
}
