using System.Net;
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

/// <summary>Two servers with Cluster API's kinds: one has the rules in its process, the other asks webhooks behind real HTTPS.</summary>
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
        InProcess = await StartAsync("in-process", (conversion, options) => conversion.AddTo(options));
        OverWebhooks = await StartAsync("webhooks", (conversion, options) => options with { Converter = conversion });
        _webhooks = await WebhookServer.StartAsync(
            OverWebhooks, new AdmissionRules(), new IPEndPoint(IPAddress.Loopback, 0), "127.0.0.1", TimeProvider.System, NullLoggerFactory.Instance, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _webhooks.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<InProcessKubeClient> InstallAsync(InProcessKubeClient client)
    {
        await new DefinitionInstaller(client).InstallAsync(Token);
        return client;
    }

    private async Task<InProcessKubeClient> StartAsync(string space, Func<InProcessConversion, ApiServerOptions, ApiServerOptions> with)
    {
        var conversion = new InProcessConversion();
        var store = await _database.OpenSpaceAsync(space, cancellationToken: Token);
        var engine = await ApiServerEngine.OpenAsync(
            store, with(conversion, new ApiServerOptions()), TimeProvider.System, new CryptographicRandomSource(), background: null, Token);
        var client = new InProcessKubeClient(engine, new RequestUser("admin", ["system:masters"]));
        conversion.ReadDefinitionsFrom(client);
        return await InstallAsync(client);
    }
}
