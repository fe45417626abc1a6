using Slipway.ApiServer.Hosting;
using Slipway.ApiServer.Spdy;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>Carries bytes both ways between a client's stream and a pod's connection.</summary>
internal static class StreamPump
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>
    /// Returns when the pod has ended the connection or either has broken it. A client's end is passed on, where the connection can end in
    /// one direction; else it ends the whole.
    /// </summary>
    public static async Task RunAsync(SpdyStream client, Stream pod, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var toPod = CopyToPodAsync(client, pod, ended);
        await CopyAsync(pod, client, ended.Token);
        await ended.CancelAsync();
        await toPod;
    }

    private static async Task CopyToPodAsync(SpdyStream client, Stream pod, CancellationTokenSource ended)
    {
        var isWhole = await CopyAsync(client, pod, ended.Token);
        if (isWhole && pod is IHalfClosable half)
        {
            half.CompleteWrites();
        }
        else
        {
            await ended.CancelAsync();
        }
    }

    /// <returns>False when it was broken off.</returns>
    private static async Task<bool> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[BufferBytes];
            int read;
            while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await to.FlushAsync(cancellationToken);
            }

            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            return false;
        }
    }
}
