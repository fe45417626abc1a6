using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Hosting;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Tests.Hosting;

public sealed class ApiServerHostTests : IAsyncLifetime
{
    private readonly TestPki _pki = new();
    private ApiServerHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await ApiServerHost.StartAsync(TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Request_OverEitherProtocol_ReachesItsOwnEndpoint(string version)
    {
        await using var one = _host.AddEndpoint(Options("one"));
        await using var two = _host.AddEndpoint(Options("two"));
        using var http = _pki.CreateHttpClient(version: Version.Parse(version));

        Assert.Equal("one", await http.GetStringAsync(Url(one)));
        Assert.Equal("two", await http.GetStringAsync(Url(two)));
    }

    [Fact]
    public async Task Endpoint_Removed_RefusesConnectionsAndFinishesOpenOnes()
    {
        var entered = new TaskCompletionSource();
        var endpoint = _host.AddEndpoint(Options("gone") with
        {
            Handler = async context =>
            {
                entered.SetResult();
                var closing = context.Features.Get<IEndpointConnectionFeature>()!.Closing;
                await Task.Delay(Timeout.Infinite, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await context.Response.WriteAsync("the last", CancellationToken.None);
            },
        });
        await using var other = _host.AddEndpoint(Options("other"));
        using var http = _pki.CreateHttpClient();
        var open = http.GetAsync(Url(endpoint));
        await entered.Task;

        await endpoint.DisposeAsync();

        Assert.Equal("the last", await (await open).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(Url(endpoint)));
        Assert.Equal("other", await http.GetStringAsync(Url(other)));
        Assert.Throws<ObjectDisposedException>(endpoint.Connect);
    }

    [Fact]
    public async Task ClientCertificate_OfTheAuthorityOrAnother_IsToldApart()
    {
        await using var endpoint = _host.AddEndpoint(Options("who") with { Handler = WhoAsync });
        var stranger = new TestPki().IssueClient("mallory", "system:masters");

        using var trusted = _pki.CreateHttpClient(_pki.IssueClient("alice"));
        using var untrusted = _pki.CreateHttpClient(stranger);
        using var none = _pki.CreateHttpClient();
        Assert.Equal("CN=alice True", await trusted.GetStringAsync(Url(endpoint)));
        Assert.Equal("CN=mallory, O=system:masters False", await untrusted.GetStringAsync(Url(endpoint)));
        Assert.Equal(" False", await none.GetStringAsync(Url(endpoint)));
    }

    [Fact]
    public async Task ClientCertificate_WithoutClientAuthorities_IsNotAskedFor()
    {
        await using var endpoint = _host.AddEndpoint(Options("who") with { ClientAuthoritiesPem = null, Handler = WhoAsync });
        using var http = _pki.CreateHttpClient(_pki.IssueClient("alice"));

        Assert.Equal(" False", await http.GetStringAsync(Url(endpoint)));
    }

    [Fact]
    public async Task Connect_WithinTheProcess_IsServedLikeASocket()
    {
        await using var endpoint = _host.AddEndpoint(Options("inner") with { Port = null, Handler = WhoAsync });
        using var http = _pki.CreateHttpClient(_pki.IssueClient("alice"), endpoint.Connect);

        Assert.Equal(0, endpoint.Port);
        Assert.Equal("CN=alice True", await http.GetStringAsync("https://localhost:2379/"));
    }

    [Fact]
    public async Task Connections_BeyondTheMost_AreClosed_ButThoseWithinTheProcessAreNot()
    {
        await using var endpoint = _host.AddEndpoint(Options("full") with { MaxConnections = 1 });
        using var first = _pki.CreateHttpClient();
        using var second = _pki.CreateHttpClient();
        using var inner = _pki.CreateHttpClient(connect: endpoint.Connect);

        Assert.Equal("full", await first.GetStringAsync(Url(endpoint)));
        await Assert.ThrowsAsync<HttpRequestException>(() => second.GetStringAsync(Url(endpoint)));
        Assert.Equal("full", await inner.GetStringAsync("https://localhost:2379/"));
        Assert.Equal("full", await first.GetStringAsync(Url(endpoint)));
    }

    [Fact]
    public async Task AConnectionThatEnds_MakesRoomForAnother()
    {
        await using var endpoint = _host.AddEndpoint(Options("full") with { MaxConnections = 1 });
        for (var i = 0; i < 3; i++)
        {
            using var http = _pki.CreateHttpClient();
            var wait = Task.Delay(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            string? answer = null;
            while (answer is null && !wait.IsCompleted)
            {
                // The server hears a moment later that the former client has gone.
                try
                {
                    answer = await http.GetStringAsync(Url(endpoint));
                }
                catch (HttpRequestException)
                {
                    await Task.Yield();
                }
            }

            Assert.Equal("full", answer);
        }
    }

    [Fact]
    public async Task UseCertificates_WhileServing_ShowsTheNewOneToNewConnections()
    {
        await using var endpoint = _host.AddEndpoint(Options("renewed"));
        var renewed = new TestPki();
        using var before = _pki.CreateHttpClient();
        Assert.Equal("renewed", await before.GetStringAsync(Url(endpoint)));

        endpoint.UseCertificates(renewed.Server, clientAuthoritiesPem: null);

        using var after = renewed.CreateHttpClient();
        Assert.Equal("renewed", await after.GetStringAsync(Url(endpoint)));
        Assert.Equal("renewed", await before.GetStringAsync(Url(endpoint)));
    }

    [Fact]
    public async Task Endpoints_ManyAndIdle_TakeNoThreadEach()
    {
        var certificate = _pki.Server;
        using var process = Process.GetCurrentProcess();
        var threads = process.Threads.Count;

        var endpoints = Enumerable.Range(0, 300).Select(i => _host.AddEndpoint(Options($"e{i}", certificate))).ToList();

        process.Refresh();
        Assert.InRange(process.Threads.Count, 0, threads + 50);
        Assert.Equal(300, endpoints.Select(e => e.Port).Distinct().Count());
    }

    private static Task WhoAsync(HttpContext context)
    {
        var client = context.Features.Get<IEndpointConnectionFeature>()!;
        return context.Response.WriteAsync($"{client.ClientCertificate?.Subject} {client.IsClientCertificateTrusted}");
    }

    private static string Url(IServerEndpoint endpoint) => $"https://127.0.0.1:{endpoint.Port}/";

    private EndpointOptions Options(string name, CertificateKeyPair? certificate = null) => new()
    {
        Name = name,
        Certificate = certificate ?? _pki.Server,
        ClientAuthoritiesPem = _pki.Authority.CertificatePem,
        Handler = context => context.Response.WriteAsync(name),
    };
}
