using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>Serves <c>pods/exec</c> and <c>pods/attach</c>, over SPDY and over the channels of a WebSocket.</summary>
internal sealed class CommandAnswer(IPodRuntime pods, StreamUpgrade upgrade, TimeProvider time)
{
    private static readonly SpdyLimits Limits = new() { MaxStreams = 5 };
    private static readonly TimeSpan OpenWithin = TimeSpan.FromSeconds(30);

    // Clients of before 1.30 lose what they have not read yet when the connection closes: they are left to close it.
    private static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(10);

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The request is no such upgrade.</exception>
    public async Task SendAsync(HttpContext context, PodContainer container, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Of(context.Request.Query);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await upgrade.TryAcceptWebSocketAsync(context, ChannelCommand.Protocols) is var (socket, subprotocol))
        {
            using var channels = new ChannelSocket(socket);
            await RunAsync(new ChannelCommand(channels, options, subprotocol), container, options, ended);
        }
        else
        {
            var (transport, protocol) = await StreamUpgrade.AcceptSpdyAsync(context, SpdyCommand.Protocols);
            await RunAsync(transport, new SpdyCommand(options, protocol), container, options, ended);
        }
    }

    private async Task RunAsync(ChannelCommand command, PodContainer container, CommandOptions options, CancellationTokenSource ended)
    {
        var receiving = ReceiveAsync(command, ended);
        try
        {
            await command.BeginAsync(ended.Token);
            await command.CompleteAsync(await ExecuteAsync(container, options, command.Streams, ended.Token), ended.Token);
            await receiving.WaitAsync(ReadWithin, time, ended.Token);
        }
        catch (Exception e) when (e is IOException or WebSocketException or OperationCanceledException or TimeoutException)
        {
            // The client has gone.
        }
        finally
        {
            await ended.CancelAsync();
            await receiving;
        }
    }

    private async Task RunAsync(
        Stream transport, SpdyCommand command, PodContainer container, CommandOptions options, CancellationTokenSource ended)
    {
        using var connection = new SpdyConnection(transport, command, Limits, time);
        var serving = ServeAsync(connection, ended);
        try
        {
            await command.Opened.WaitAsync(OpenWithin, time, ended.Token);
            await command.CompleteAsync(await ExecuteAsync(container, options, command.Streams, ended.Token), ended.Token);
            await serving.WaitAsync(ReadWithin, time, ended.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or TimeoutException)
        {
            // The client has gone, or does not do its part.
        }
        finally
        {
            await ended.CancelAsync();
            await serving;
        }
    }

    private static async Task ReceiveAsync(ChannelCommand command, CancellationTokenSource ended)
    {
        await command.ReceiveAsync(ended.Token);
        await ended.CancelAsync();
    }

    private static async Task ServeAsync(SpdyConnection connection, CancellationTokenSource ended)
    {
        try
        {
            await connection.RunAsync(ended.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone, or was told in its protocol what it did wrong.
        }

        await ended.CancelAsync();
    }

    private async Task<CommandStatus> ExecuteAsync(
        PodContainer container, CommandOptions options, PodStreams streams, CancellationToken cancellationToken)
    {
        try
        {
            return CommandStatus.Exited(await pods.ExecuteAsync(container, options.Command, streams, cancellationToken));
        }
        catch (IOException e)
        {
            return CommandStatus.Failed(options.Command.IsEmpty ? "attaching to container" : "executing command in container", e.Message);
        }
    }
}
