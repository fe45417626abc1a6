using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>An API server of a workload cluster that says that it lives, and is of no use otherwise.</summary>
internal sealed class BadWorkloadServer : IAsyncDisposable
{
    private const string Version = """{"major":"1","minor":"31","gitVersion":"v1.31.0"}""";

    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;

    /// <param name="status">What it answers; 0 for never an answer.</param>
    /// <param name="text">With which text.</param>
    public BadWorkloadServer(int status, string text)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _loop = RunAsync(status, text);
    }

    public Uri Url { get; }

    /// <summary>Ends when a request has come that is not for a sign of life.</summary>
    public Task Asked => _asked.Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Close();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task RunAsync(int status, string text)
    {
        while (!_stop.IsCancellationRequested)
        {
            var context = await _listener.GetContextAsync();
            if (context.Request.Url!.AbsolutePath == "/version")
            {
                Answer(context, 200, Version);
                continue;
            }

            _asked.TrySetResult();
            if (status != 0)
            {
                Answer(context, status, text);
            }
        }
    }

    /// <summary>A client that has gone away meanwhile must not be the end of all answers.</summary>
    private static void Answer(HttpListenerContext context, int status, string text)
    {
        try
        {
            (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
            context.Response.Close(Encoding.UTF8.GetBytes(text), willBlock: true);
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            context.Response.Abort();
        }
    }
}
