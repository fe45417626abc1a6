using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Slipway.ApiServer.Hosting;

/// <summary>The server's end of a connection whose other end is a <see cref="DuplexStream"/> in this process.</summary>
internal sealed class InProcessConnection : ConnectionContext
{
    private static readonly IPEndPoint Loopback = new(IPAddress.Loopback, 0);

    // Never disposed: an abort may come at any time, and the source holds nothing but memory.
    private readonly CancellationTokenSource _closed = new();
    private readonly Pipe _toServer;
    private readonly Pipe _toClient;

    public InProcessConnection(string id)
    {
        // As little is buffered as on a socket, so that a reader that stops makes the writer wait.
        var options = new PipeOptions(pauseWriterThreshold: 128 * 1024, resumeWriterThreshold: 64 * 1024, useSynchronizationContext: false);
        _toServer = new Pipe(options);
        _toClient = new Pipe(options);
        ConnectionId = id;
        Transport = new Ends(_toServer.Reader, _toClient.Writer);
        Client = new DuplexStream(_toClient.Reader, _toServer.Writer);
        ConnectionClosed = _closed.Token;
        LocalEndPoint = Loopback;
        RemoteEndPoint = Loopback;
    }

    /// <summary>The client's end.</summary>
    public Stream Client { get; }

    public override string ConnectionId { get; set; }

    public override IDuplexPipe Transport { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override void Abort(ConnectionAbortedException abortReason)
    {
        _toServer.Writer.Complete(abortReason);
        _toClient.Reader.Complete(abortReason);
        _closed.Cancel();
    }

    public override ValueTask DisposeAsync()
    {
        _toServer.Reader.Complete();
        _toClient.Writer.Complete();
        _closed.Cancel();
        return base.DisposeAsync();
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
