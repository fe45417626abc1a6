using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>The channels of one command over a WebSocket: 0 to 4 for input, output, errors, status and the terminal's size.</summary>
internal sealed class ChannelCommand
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Status = 3;
    private const byte Close = 255;
    private const string WithClose = "v5.channel.k8s.io";
    private const string WithStatus = "v4.channel.k8s.io";
    private const int MaxUnreadBytes = 32 * 1024;

    private readonly Pipe _input = new(new PipeOptions(
        pauseWriterThreshold: MaxUnreadBytes, resumeWriterThreshold: MaxUnreadBytes / 2, useSynchronizationContext: false));

    private readonly ChannelSocket _socket;
    private readonly CommandOptions _options;
    private readonly string _protocol;

    public ChannelCommand(ChannelSocket socket, CommandOptions options, string protocol)
    {
        (_socket, _options, _protocol) = (socket, options, protocol);
        Streams = new(
            options.Input ? _input.Reader.AsStream() : Stream.Null,
            options.Output ? new ChannelOutput(socket, Output) : Stream.Null,
            options.Errors ? new ChannelOutput(socket, Errors) : Stream.Null);
    }

    /// <summary>The subprotocols, the newest first.</summary>
    public static ImmutableArray<string> Protocols { get; } = [WithClose, WithStatus, "channel.k8s.io"];

    /// <summary>What the command reads and writes.</summary>
    public PodStreams Streams { get; }

    /// <summary>Tells the client that all is ready, by an empty message on the first channel that it reads.</summary>
    public ValueTask BeginAsync(CancellationToken cancellationToken) =>
        _socket.SendAsync(_options.Output ? Output : _options.Errors ? Errors : Status, default, cancellationToken);

    /// <summary>Takes what the client sends until it has gone; its input ends then, too.</summary>
    public async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _socket.ReceiveAsync(cancellationToken) is var (channel, data))
            {
                if (channel == Input && _options.Input)
                {
                    await _input.Writer.WriteAsync(data, cancellationToken);
                }
                else if (channel == Close && _protocol == WithClose && data.Span is [Input])
                {
                    await _input.Writer.CompleteAsync();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The client has gone, or sends input after the input's end.
        }
        finally
        {
            await _input.Writer.CompleteAsync();
        }
    }

    /// <summary>Tells the client how the command ended, and closes the socket.</summary>
    public async Task CompleteAsync(CommandStatus status, CancellationToken cancellationToken)
    {
        var message = _protocol is WithClose or WithStatus ? status.ToJson() : Encoding.UTF8.GetBytes(status.Text);
        await _socket.SendAsync(Status, message, cancellationToken);
        await _input.Reader.CompleteAsync();
        await _socket.CloseAsync(cancellationToken);
    }
}
