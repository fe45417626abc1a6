using System.Net;
using Microsoft.Extensions.Logging;
using Slipway.Api.Admission;
using Slipway.ApiServer.Hosting;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;

namespace Slipway.Cli.Webhooks;

/// <summary>
/// Serves the webhooks of rules and of conversion to an API server and tells it of the rules'. Its certificate is made anew at each start.
/// Disposing takes the configurations away before the endpoint: nobody would answer any more, and every write of a ruled kind would be
/// refused.
/// </summary>
internal sealed class WebhookServer : IAsyncDisposable
{
    private readonly AsyncStack _parts = new();
    private readonly WebhookInstaller _installer;

    private WebhookServer(IKubeClient client) => _installer = new WebhookInstaller(client);

    /// <summary>Where the API server reaches it.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Who vouches for its certificate, as PEM text.</summary>
    public string AuthorityPem { get; private set; } = "";

    /// <summary>Starts to serve; when this returns, the API server asks it.</summary>
    /// <param name="client">Speaks to the API server.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="listen">Where to listen; port 0 for a free one.</param>
    /// <param name="host">The name or address by which the API server reaches it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Get what the web server has to say.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot listen there.</exception>
    public static async Task<WebhookServer> StartAsync(
        IKubeClient client,
        AdmissionRules rules,
        IPEndPoint listen,
        string host,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var server = new WebhookServer(client);
        try
        {
            await server.ServeAsync(client, rules, listen, host, time, loggers, cancellationToken);
            return server;
        }
        catch
        {
            await server._parts.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _installer.RemoveAsync(CancellationToken.None);
        await _parts.DisposeAsync();
    }

    private async Task ServeAsync(
        IKubeClient client,
        AdmissionRules rules,
        IPEndPoint listen,
        string host,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var certificates = new CertificateFactory(time);
        var authority = certificates.CreateAuthority("slipway-webhooks-ca");
        var web = _parts.Push(await ApiServerHost.StartAsync(time, loggers, cancellationToken));
        var conversion = new InProcessConversion();
        conversion.ReadDefinitionsFrom(client);
        var endpoint = _parts.Push(web.AddEndpoint(new EndpointOptions
        {
            Name = "webhooks",
            Address = listen.Address,
            Port = listen.Port,
            Certificate = certificates.Issue(authority, CertificateSpec.Server("slipway-webhooks", [host])),
            Handler = new WebhookEndpoint(rules, new ClientObjectFinder(client), conversion).HandleAsync,
        }));
        Url = new UriBuilder(Uri.UriSchemeHttps, host, endpoint.Port).Uri;
        AuthorityPem = authority.CertificatePem;
        await _installer.InstallAsync(rules.Webhooks, Url, AuthorityPem, cancellationToken);
    }
}
