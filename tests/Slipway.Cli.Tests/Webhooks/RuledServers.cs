using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Api.Admission;
using Slipway.ApiServer.Client;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage.Memory;
using Slipway.Cli.Plane;
using Slipway.Cli.Webhooks;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Tests.Webhooks;

/// <summary>
/// Two servers with Cluster API's kinds: one has the rules and conversions in its process, the other asks webhooks behind real HTTPS.
/// </summary>
public sealed class RuledServers : IAsyncLifetime
{
    private readonly MemoryDatabase _database = new(TimeProvider.System);
    private WebhookServer _webhooks = null!;

    /// <summary>The server whose process holds the rules.</summary>
    internal InProcessKubeClient InProcess { get; private set; } = null!;

    /// <summary>The server that asks webhooks.</summary>
    internal InProcessKubeClient OverWebhooks { get; private set; } = null!;

    /// <summary>Where the webhooks are served.</summary>
    internal Uri Webhooks => _webhooks.Url;

    /// <summary>The authority of the webhooks' certificate.</summary>
    internal string AuthorityPem => _webhooks.AuthorityPem;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var conversion = new InProcessConversion();
        InProcess = await StartAsync("in-process", conversion.AddTo(new ApiServerOptions()));
        conversion.ReadDefinitionsFrom(InProcess);
        await new DefinitionInstaller(InProcess).InstallAsync(Token);
        OverWebhooks = await StartAsync("webhooks", new ApiServerOptions());
        _webhooks = await WebhookServer.StartAsync(
            OverWebhooks, new AdmissionRules(), new IPEndPoint(IPAddress.Loopback, 0), "127.0.0.1", TimeProvider.System, NullLoggerFactory.Instance, Token);
        await new DefinitionInstaller(OverWebhooks, WebhookConfigurations.Conversion(Webhooks, AuthorityPem)).InstallAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _webhooks.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Sends a request to the webhooks, as an API server would.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body)
    {
        using var handler = new SocketsHttpHandler();
        using var authority = X509Certificate2.CreateFromPem(AuthorityPem);
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(method, new Uri(Webhooks, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await client.SendAsync(request, Token);
    }

    /// <summary>Ends the webhooks in order, as Ctrl-C does.</summary>
    internal ValueTask StopWebhooksAsync() => _webhooks.DisposeAsync();

    private async Task<InProcessKubeClient> StartAsync(string space, ApiServerOptions options)
    {
        var store = await _database.OpenSpaceAsync(space, cancellationToken: Token);
        var engine = await ApiServerEngine.OpenAsync(
            store, options, TimeProvider.System, new CryptographicRandomSource(), background: null, Token);
        return new InProcessKubeClient(engine, new RequestUser("admin", ["system:masters"]));
    }
}
