using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Http;
using Slipway.ApiServer.Http.Audit;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Tests.Hosting;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Tests.Access;

/// <summary>A server over HTTPS whose clock the test holds, and clients of it: an administrator, users by certificate and by token.</summary>
internal sealed class AccessFixture : IAsyncDisposable
{
    private readonly EngineBackground _background = new(NullLogger<EngineBackground>.Instance);
    private readonly List<HttpClient> _clients = [];
    private ApiServerHost? _host;
    private Uri? _server;

    private AccessFixture()
    {
    }

    public TestPki Pki { get; } = new();

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public ServiceAccountKey Key { get; } = ServiceAccountKey.FromPem(CertificateFactory.CreateKeyPair().PrivateKeyPem);

    public ApiServerEngine Engine { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AccessFixture> StartAsync(ILoggerFactory? loggers = null, AuditLog? audit = null)
    {
        var fixture = new AccessFixture();
        await fixture.StartCoreAsync(loggers ?? NullLoggerFactory.Instance, audit);
        return fixture;
    }

    /// <summary>A client of a user who is known by certificate.</summary>
    public HttpClient As(string user, params string[] groups) => Client(Pki.IssueClient(user, groups));

    public HttpClient Anonymous() => Client(certificate: null);

    public HttpClient WithToken(string token)
    {
        var client = Client(certificate: null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<Answer> SendAsync(
        HttpClient client, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        }

        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new Answer((int)response.StatusCode, text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : new JsonObject { ["text"] = text })
        {
            Warnings = [.. response.Headers.Warning.Select(w => w.Text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal))],
        };
    }

    /// <summary>Does something as the administrator, for which it must succeed.</summary>
    public async Task<Answer> DoAsync(string method, string path, string? body = null)
    {
        var answer = await SendAsync(Admin, method, path, body);
        Assert.True(answer.Code is 200 or 201, $"{method} {path}: {answer.Body}");
        return answer;
    }

    public Task<Answer> GetAsync(HttpClient client, string path) => SendAsync(client, "GET", path);

    /// <summary>Asks until the answer is as wanted, which takes as long as the server's controllers do.</summary>
    public async Task<Answer> UntilAsync(string path, Func<Answer, bool> isWanted, Action? meanwhile = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var answer = await GetAsync(Admin, path);
            if (isWanted(answer))
            {
                return answer;
            }

            Assert.False(limit.IsCancellationRequested, $"{path} stays {answer.Body}");
            meanwhile?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);
        }
    }

    public async Task GrantAsync(string role, string rules, string subjects, string? ns = null)
    {
        var place = ns is null ? "" : $"namespaces/{ns}/";
        var (roles, bindings, kind) = ns is null ? ("clusterroles", "clusterrolebindings", "ClusterRole") : ("roles", "rolebindings", "Role");
        const string Path = "/apis/rbac.authorization.k8s.io/v1/";
        await DoAsync("POST", $"{Path}{place}{roles}", $$"""{"metadata":{"name":"{{role}}"},"rules":{{rules}}}""");
        await DoAsync(
            "POST", $"{Path}{place}{bindings}", $$"""{"metadata":{"name":"{{role}}"},"roleRef":{"kind":"{{kind}}","name":"{{role}}"},"subjects":{{subjects}}}""");
    }

    public async Task<string> IssueTokenAsync(string account, string spec = "{}") =>
        (await DoAsync("POST", $"/api/v1/namespaces/default/serviceaccounts/{account}/token", $$"""{"spec":{{spec}}}""")).Text("status", "token")!;

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(c => c.Dispose());
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _background.DisposeAsync();
    }

    private HttpClient Client(CertificateKeyPair? certificate)
    {
        var client = Pki.CreateHttpClient(certificate);
        client.BaseAddress = _server;
        _clients.Add(client);
        return client;
    }

    private async Task StartCoreAsync(ILoggerFactory loggers, AuditLog? audit)
    {
        var options = new ApiServerOptions { Credentials = new ClusterCredentialSource(new ClusterCredentials(Pki.Authority, Key)) };
        var random = new CryptographicRandomSource();
        Engine = await ApiServerEngine.OpenAsync(VersionedStore.InMemory(Time), options, Time, random, _background, Token);
        _host = await ApiServerHost.StartAsync(TimeProvider.System, loggers, Token);
        var front = new ApiServerFront(new ApiServerFrontOptions
        {
            Engine = Engine,
            Time = Time,
            Random = random,
            Loggers = loggers,
            Audit = audit,
            Authorizer = Engine.Authorizer,
            Tokens = Engine.Tokens,
        });
        var endpoint = _host.AddEndpoint(new EndpointOptions
        {
            Name = "access",
            Certificate = Pki.Server,
            ClientAuthoritiesPem = Pki.Authority.CertificatePem,
            Handler = front.HandleAsync,
        });
        _server = new Uri($"https://127.0.0.1:{endpoint.Port}");
        Admin = As("admin", "system:masters");
    }
}
