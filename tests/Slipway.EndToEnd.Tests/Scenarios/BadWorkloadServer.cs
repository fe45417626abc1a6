using System.Net;
using System.Net.Sockets;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>An API server of a workload cluster that says that it lives, and is of no use otherwise.</summary>
internal sealed class BadWorkloadServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _loop;

    /// <param name="garbage">What it answers; null for never an answer.</param>
    public BadWorkloadServer(string? garbage)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _loop = RunAsync(garbage);
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

    private async Task RunAsync(string? garbage)
    {
        while (!_stop.IsCancellationRequested)
        {
            var context = await _listener.GetContextAsync();
            if (context.Request.Url!.AbsolutePath == "/version")
            {
                Answer(context, """{"major":"1","minor":"31","gitVersion":"v1.31.0"}""");
                continue;
            }

            _asked.TrySetResult();
            if (garbage is not null)
            {
                Answer(context, garbage);
            }
        }
    }

    private static void Answer(HttpListenerContext context, string text)
    {
        context.Response.ContentType = "application/json";
        using var writer = new StreamWriter(context.Response.OutputStream);
        writer.Write(text);
    }
}
