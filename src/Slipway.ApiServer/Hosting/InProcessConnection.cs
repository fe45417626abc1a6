using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Slipway.ApiServer.Hosting;

/// <summary>A connection whose other end is a <see cref="DuplexStream"/> in this process.</summary>
internal static class InProcessConnection
{
    public static (ConnectionContext Server, Stream Client) CreatePair(string id)
    {
        // As little is buffered as on a socket, so that a reader that stops makes the writer wait.
        var options = new PipeOptions(pauseWriterThreshold: 128 * 1024, resumeWriterThreshold: 64 * 1024, useSynchronizationContext: false);
        var toServer = new Pipe(options);
        var toClient = new Pipe(options);
        var loopback = new IPEndPoint(IPAddress.Loopback, 0);
        var server = new DefaultConnectionContext(id, new Ends(toServer.Reader, toClient.Writer), new Ends(toClient.Reader, toServer.Writer))
        {
            LocalEndPoint = loopback,
            RemoteEndPoint = loopback,
        };
        return (server, new DuplexStream(toClient.Reader, toServer.Writer));
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
