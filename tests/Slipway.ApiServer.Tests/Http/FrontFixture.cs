using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Tests.Hosting;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>A front over a <see cref="ScriptedEngine"/> behind TLS, and an administrator's HTTP client.</summary>
internal sealed class FrontFixture : IAsyncDisposable
{
    private readonly ApiServerHost _host;

    private FrontFixture(ApiServerHost host, Func<ApiServerFrontOptions, ApiServerFrontOptions>? configure)
    {
        _host = host;
        var options = new ApiServerFrontOptions
        {
            Engine = Engine,
            Time = TimeProvider.System,
            Random = new CryptographicRandomSource(),
            Loggers = NullLoggerFactory.Instance,
        };
        Endpoint = host.AddEndpoint(new EndpointOptions
        {
            Name = "front",
            Certificate = Pki.Server,
            ClientAuthoritiesPem = Pki.Authority.CertificatePem,
            Handler = new ApiServerFront(configure?.Invoke(options) ?? options).HandleAsync,
        });
        Admin = CreateClient(Pki.IssueClient("admin", "system:masters"));
    }

    public ScriptedEngine Engine { get; } = new();

    public TestPki Pki { get; } = new();

    public IServerEndpoint Endpoint { get; }

    public HttpClient Admin { get; }

    public static async Task<FrontFixture> StartAsync(Func<ApiServerFrontOptions, ApiServerFrontOptions>? configure = null) =>
        new(await ApiServerHost.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken), configure);

    public HttpClient CreateClient(CertificateKeyPair? certificate)
    {
        var http = Pki.CreateHttpClient(certificate);
        http.BaseAddress = new Uri($"https://127.0.0.1:{Endpoint.Port}");
        return http;
    }

    public async Task<(int Code, string Body, HttpResponseMessage Response)> SendAsync(
        string method, string path, string? body = null, string? contentType = null, string? accept = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }
        }

        var response = await (client ?? Admin).SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _host.DisposeAsync();
    }
}
