using System.Collections.Immutable;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>Turns a request's connection into one of streams: a WebSocket, or SPDY/3.1.</summary>
internal sealed class StreamUpgrade(ILoggerFactory loggers)
{
    private const string Spdy = "SPDY/3.1";
    private const string Versions = "X-Stream-Protocol-Version";
    private const string AcceptedVersions = "X-Accepted-Stream-Protocol-Versions";

    private readonly WebSocketMiddleware _webSockets = new(_ => Task.CompletedTask, Options.Create(new WebSocketOptions()), loggers);

    /// <summary>Accepts a WebSocket of the first subprotocol of the client's that is served too.</summary>
    /// <returns>The socket and its subprotocol; null when the client wants none.</returns>
    /// <exception cref="KubeApiException">None of its subprotocols is served.</exception>
    public async Task<(WebSocket Socket, string Protocol)?> TryAcceptWebSocketAsync(HttpContext context, ImmutableArray<string> served)
    {
        await _webSockets.Invoke(context);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return null;
        }

        var wanted = context.WebSockets.WebSocketRequestedProtocols;
        var protocol = wanted.FirstOrDefault(p => served.Contains(p))
            ?? throw FrontErrors.BadRequest($"none of the subprotocols [{string.Join(' ', wanted)}] is served, but [{string.Join(' ', served)}]");

        // Told by hand: .NET refuses the tunnel's name for its slash, which a subprotocol may not have by RFC 6455.
        context.Response.Headers.SecWebSocketProtocol = protocol;
        return (await context.WebSockets.AcceptWebSocketAsync(), protocol);
    }

    /// <summary>Accepts SPDY with the first protocol of the client's that is served too.</summary>
    /// <returns>The connection's bytes, and the protocol.</returns>
    /// <exception cref="KubeApiException">The request is no such upgrade, or none of its protocols is served.</exception>
    public static async Task<(Stream Transport, string Protocol)> AcceptSpdyAsync(HttpContext context, ImmutableArray<string> served)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (upgrade is not { IsUpgradableRequest: true } || !context.Request.Headers.Upgrade.Contains(Spdy, StringComparer.OrdinalIgnoreCase))
        {
            throw FrontErrors.BadRequest("Upgrade request required");
        }

        var wanted = context.Request.Headers.GetCommaSeparatedValues(Versions);
        if (wanted.Length == 0)
        {
            throw FrontErrors.BadRequest($"unable to upgrade: header {Versions} does not exist in request");
        }

        var headers = context.Response.Headers;
        if (wanted.FirstOrDefault(p => served.Contains(p)) is not { } protocol)
        {
            headers[AcceptedVersions] = served.ToArray();
            throw FrontErrors.NoStreamProtocol(wanted, served);
        }

        headers.Upgrade = Spdy;
        headers[Versions] = protocol;
        return (await upgrade.UpgradeAsync(), protocol);
    }
}
