using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>A client without manners: thousands of streams on many connections, each asking again as soon as it is answered.</summary>
internal static class FloodClient
{
    private const int Connections = 16;
    private const int StreamsOfConnection = 150;

    private static readonly string[] Paths =
    [
        "/api/v1/namespaces/default/configmaps?limit=50", "/api/v1/namespaces/default/configmaps/cm-7", "/api/v1/configmaps?labelSelector=x%3Dy",
    ];

    public static async Task RunAsync(string kubeconfig, TextWriter output)
    {
        var connection = KubeConnection.FromKubeconfigFile(kubeconfig);
        long answers = 0, refusals = 0;
        var loops = Enumerable.Range(0, Connections).SelectMany(_ =>
        {
            var http = CreateClient(connection);
            return Enumerable.Range(0, StreamsOfConnection).Select(i => LoopAsync(http, Paths[i % Paths.Length]));
        }).ToList();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            await Task.Delay(1000);
            await output.WriteLineAsync($"  the flood: {answers / watch.Elapsed.TotalSeconds:N0} answers/s, {refusals} refused, of {loops.Count} streams");
        }

        async Task LoopAsync(HttpClient http, string path)
        {
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync(path);
                    Interlocked.Increment(ref answers);
                    if (!answer.IsSuccessStatusCode)
                    {
                        Interlocked.Increment(ref refusals);
                    }
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref refusals);
                }
            }
        }
    }

    private static HttpClient CreateClient(KubeConnection connection)
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
            MaxConnectionsPerServer = 1,
        })
        {
            BaseAddress = connection.Server,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestHeaders = { { "User-Agent", "flood/1" } },
        };
    }
}
