using System.Collections.Immutable;
using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Spdy;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// Serves <c>pods/portforward</c>: over SPDY, over SPDY within a WebSocket (kubectl's way since 1.31), and over the channels of a WebSocket.
/// </summary>
internal sealed class PortForwardAnswer(IPodRuntime pods, StreamUpgrade upgrade, TimeProvider time)
{
    private const string Streams = "portforward.k8s.io";
    private const string Tunnel = "SPDY/3.1+" + Streams;
    private const string Channels = "v4.channel.k8s.io";
    private const int MaxPorts = 16;

    private static readonly SpdyLimits Limits = new();

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The request is no such upgrade.</exception>
    public async Task SendAsync(HttpContext context, ObjectKey pod, CancellationToken cancellationToken)
    {
        // With channels, the ports are those of the query; it is read before the upgrade, after which no error can be told.
        var ports = context.Request.Query.ContainsKey("ports") ? ParsePorts(context.Request) : [];
        if (await upgrade.TryAcceptWebSocketAsync(context, ports.IsEmpty ? [Tunnel] : [Tunnel, Channels]) is not var (socket, protocol))
        {
            var (transport, _) = await StreamUpgrade.AcceptSpdyAsync(context, [Streams]);
            await ForwardAsync(transport, pod, cancellationToken);
        }
        else if (protocol == Tunnel)
        {
            await using var transport = WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: true);
            await ForwardAsync(transport, pod, cancellationToken);
        }
        else
        {
            using var channels = new ChannelSocket(socket);
            await new PortForwardSession(channels, pods, pod).RunAsync(ports, cancellationToken);
        }
    }

    private async Task ForwardAsync(Stream transport, ObjectKey pod, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var forwards = new SpdyPortForward(pods, pod, ended.Token);
        using var connection = new SpdyConnection(transport, forwards, Limits, time);
        try
        {
            await connection.RunAsync(ended.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone, or was told in its protocol what it did wrong.
        }
        finally
        {
            await ended.CancelAsync();
            await forwards.Completion;
        }
    }

    private static ImmutableArray<int> ParsePorts(HttpRequest request)
    {
        var ports = request.Query["ports"]
            .SelectMany(v => (v ?? "").Split(','))
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
                ? port
                : throw FrontErrors.BadRequest($"ports: \"{text}\" is not a port: a number from 1 to 65535 was expected"))
            .ToImmutableArray();
        return ports.Length <= MaxPorts ? ports : throw FrontErrors.BadRequest($"ports: at most {MaxPorts} ports may be named");
    }
}
