using System.Globalization;
using System.Text;
using Slipway.ApiServer.Spdy;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// The connections that one client forwards to a pod over SPDY (<c>portforward.k8s.io</c>). Each is a pair of streams of the same request
/// ID: one for its bytes, one for what the client is told when it fails.
/// </summary>
/// <param name="pods">Reaches the pod.</param>
/// <param name="pod">The pod.</param>
/// <param name="ended">Cancelled when the client has gone.</param>
internal sealed class SpdyPortForward(IPodRuntime pods, ObjectKey pod, CancellationToken ended) : ISpdyAcceptor
{
    private const string DataType = "data";
    private const string ErrorType = "error";
    private const int MaxWaiting = 64;

    private readonly Dictionary<string, SpdyStream> _waiting = new(StringComparer.Ordinal);
    private readonly List<Task> _forwards = [];

    /// <summary>Ends with the last of the connections. No more streams may come.</summary>
    public Task Completion => Task.WhenAll(_forwards);

    public bool Accepts(IReadOnlyDictionary<string, string> headers) =>
        headers.GetValueOrDefault(StreamHeaders.StreamType) is DataType or ErrorType && PortOf(headers) > 0;

    public void Open(SpdyStream stream)
    {
        // What a client has given up does not wait for its other half any more.
        if (_waiting.Count >= MaxWaiting)
        {
            foreach (var id in _waiting.Where(w => w.Value.IsClosed).Select(w => w.Key).ToList())
            {
                _waiting.Remove(id);
            }
        }

        var request = RequestOf(stream);
        if (!_waiting.Remove(request, out var other))
        {
            _waiting[request] = stream;
            return;
        }

        _forwards.RemoveAll(f => f.IsCompletedSuccessfully);
        _forwards.Add((IsData(stream), IsData(other)) switch
        {
            (true, false) => ForwardAsync(stream, other),
            (false, true) => ForwardAsync(other, stream),
            _ => RefuseAsync(stream, other),
        });
    }

    private static bool IsData(SpdyStream stream) => stream.Headers[StreamHeaders.StreamType] == DataType;

    private static int PortOf(IReadOnlyDictionary<string, string> headers) =>
        ushort.TryParse(headers.GetValueOrDefault(StreamHeaders.Port), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    // Clients of old give no request IDs, but open the error stream and then its data stream.
    private static string RequestOf(SpdyStream stream) => stream.Headers.GetValueOrDefault(StreamHeaders.RequestId) is { Length: > 0 } id
        ? id
        : (IsData(stream) ? stream.Id - 2 : stream.Id).ToString(CultureInfo.InvariantCulture);

    private async Task RefuseAsync(SpdyStream one, SpdyStream other)
    {
        try
        {
            await one.ResetAsync(SpdyResetCode.ProtocolError, ended);
            await other.ResetAsync(SpdyResetCode.ProtocolError, ended);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private async Task ForwardAsync(SpdyStream data, SpdyStream errors)
    {
        try
        {
            errors.StopReading();
            if (await ConnectAsync(PortOf(data.Headers), errors) is { } connection)
            {
                await using (connection)
                {
                    await StreamPump.RunAsync(data, connection, ended);
                }

                data.StopReading();
                await data.CompleteWritesAsync(ended);
            }
            else
            {
                await data.ResetAsync(SpdyResetCode.Cancel, ended);
            }

            await errors.CompleteWritesAsync(ended);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private async Task<Stream?> ConnectAsync(int port, SpdyStream errors)
    {
        try
        {
            return await pods.ConnectAsync(pod.Namespace, pod.Name, port, ended);
        }
        catch (IOException e)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"error forwarding port {port} to pod {pod.Name}: {e.Message}");
            await errors.WriteAsync(Encoding.UTF8.GetBytes(message), ended);
            return null;
        }
    }
}
