using System.Collections.Immutable;
using System.Text;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>The streams of one command over SPDY. The client opens them all before anything is sent.</summary>
internal sealed class SpdyCommand : ISpdyAcceptor
{
    private const string WithStatus = "v4.channel.k8s.io";
    private const string WithResize = "v3.channel.k8s.io";

    private readonly Dictionary<string, SpdyStream?> _streams = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _hasJsonStatus;

    public SpdyCommand(CommandOptions options, string protocol)
    {
        _hasJsonStatus = protocol == WithStatus;
        Expect(StreamName.Error, isWanted: true);
        Expect(StreamName.Input, options.Input);
        Expect(StreamName.Output, options.Output);
        Expect(StreamName.Errors, options.Errors);
        Expect(StreamName.Resize, options.Terminal && protocol is WithStatus or WithResize);
    }

    /// <summary>The protocols, the newest first.</summary>
    public static ImmutableArray<string> Protocols { get; } = [WithStatus, WithResize, "v2.channel.k8s.io", "channel.k8s.io"];

    /// <summary>Ends when the client has opened all streams.</summary>
    public Task Opened => _opened.Task;

    /// <summary>What the command reads and writes.</summary>
    public PodStreams Streams => new(Of(StreamName.Input), Of(StreamName.Output), Of(StreamName.Errors));

    public bool Accepts(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue(StreamHeaders.StreamType, out var type) && _streams.TryGetValue(type, out var open) && open is null;

    public void Open(SpdyStream stream)
    {
        var type = stream.Headers[StreamHeaders.StreamType];
        _streams[type] = stream;
        if (type is not StreamName.Input)
        {
            stream.StopReading();
        }

        if (_streams.Values.All(s => s is not null))
        {
            _opened.TrySetResult();
        }
    }

    /// <summary>Tells the client how the command ended, and ends its streams. All must be open.</summary>
    public async Task CompleteAsync(CommandStatus status, CancellationToken cancellationToken)
    {
        // The oldest protocol's clients take the end of the output for the end of all: they must have been told the status before.
        var message = _hasJsonStatus ? status.ToJson() : Encoding.UTF8.GetBytes(status.Text);
        await _streams[StreamName.Error]!.WriteAsync(message, cancellationToken);
        await _streams[StreamName.Error]!.CompleteWritesAsync(cancellationToken);
        _streams.GetValueOrDefault(StreamName.Input)?.StopReading();
        foreach (var stream in _streams.Values)
        {
            await stream!.CompleteWritesAsync(cancellationToken);
        }
    }

    private void Expect(string type, bool isWanted)
    {
        if (isWanted)
        {
            _streams[type] = null;
        }
    }

    private Stream Of(string type) => _streams.GetValueOrDefault(type) ?? Stream.Null;

    private static class StreamName
    {
        public const string Error = "error";
        public const string Input = "stdin";
        public const string Output = "stdout";
        public const string Errors = "stderr";
        public const string Resize = "resize";
    }
}
