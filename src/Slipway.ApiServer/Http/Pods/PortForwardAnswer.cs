using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>Serves <c>pods/portforward</c> over a WebSocket with the subprotocol <c>v4.channel.k8s.io</c>.</summary>
internal sealed class PortForwardAnswer(IPodConnector connector, ILoggerFactory loggers)
{
    private const string Subprotocol = "v4.channel.k8s.io";

    private readonly WebSocketMiddleware _webSockets = new(context => Task.CompletedTask, Options.Create(new WebSocketOptions()), loggers);

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The request is no such upgrade.</exception>
    public async Task SendAsync(HttpContext context, ObjectKey pod, CancellationToken cancellationToken)
    {
        await _webSockets.Invoke(context);
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol))
        {
            throw FrontErrors.BadRequest($"port-forward needs a WebSocket with the subprotocol {Subprotocol}");
        }

        var ports = ParsePorts(context.Request);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Subprotocol);
        using var session = new PortForwardSession(socket, connector);
        await session.RunAsync(pod.Namespace, pod.Name, ports, cancellationToken);
    }

    private static ImmutableArray<int> ParsePorts(HttpRequest request)
    {
        const int MaxPorts = 16;
        var ports = request.Query["ports"]
            .SelectMany(v => (v ?? "").Split(','))
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
                ? port
                : throw FrontErrors.BadRequest($"ports: \"{text}\" is not a port: a number from 1 to 65535 was expected"))
            .ToImmutableArray();
        return ports.Length is > 0 and <= MaxPorts
            ? ports
            : throw FrontErrors.BadRequest($"ports: between 1 and {MaxPorts} ports must be named");
    }
}
