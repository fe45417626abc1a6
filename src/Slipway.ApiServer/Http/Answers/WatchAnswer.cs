using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Http.Answers;

/// <summary>Streams a watch, flushed when there is nothing more at hand.</summary>
internal sealed class WatchAnswer(IApiServerEngine engine, TimeProvider time, IRandomSource random)
{
    private const int FlushBytes = 64 * 1024;

    // kube-apiserver's --min-request-timeout: watches end at random between this and twice this, so that they do not all come back at once.
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMinutes(30);

    public async Task SendAsync(
        HttpContext context, Exchange exchange, WatchRequest request, ResponseFormat format, CancellationToken closing)
    {
        var include = ObjectAnswer.IncludeOf(context.Request);
        var lasts = request.Timeout ?? MinTimeout * (1 + random.NextDouble());
        using var timeout = new CancellationTokenSource(lasts, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing, timeout.Token);
        await using var watch = await engine.WatchAsync(request with { Timeout = lasts }, ended.Token);

        IWatchEncoder encoder = format.Encoding == ResponseEncoding.Protobuf
            ? new WatchFrames(format.Form)
            : new WatchLines(engine, request.Resource, format, include);
        context.Response.Prepare(
            StatusCodes.Status200OK,
            format.Encoding == ResponseEncoding.Protobuf ? $"{format.ContentType};stream=watch" : format.ContentType);
        await context.Response.StartAsync(ended.Token);
        var output = new ResponseWriter(context.Response.BodyWriter);
        try
        {
            await output.FlushAsync(ended.Token);
            await StreamAsync(watch, exchange, output, encoder, ended.Token);
        }
        catch (KubeApiException e)
        {
            encoder.WriteError(output, e.Status);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The time is up, or the client or this endpoint has gone: the stream ends as it is.
        }
    }

    private static async Task StreamAsync(
        IResourceWatch watch, Exchange exchange, ResponseWriter output, IWatchEncoder encoder, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!watch.IsTellingState)
            {
                exchange.Release(); // what is left is to wait
            }

            if (!await watch.WaitToReadAsync(cancellationToken))
            {
                return;
            }

            var unflushed = 0;
            var told = 0;
            while (watch.TryRead(out var next))
            {
                told++;
                encoder.Write(output, next);
                unflushed += next.Object.Json.Length;
                if (unflushed > FlushBytes)
                {
                    unflushed = 0;
                    await output.FlushAsync(cancellationToken);
                }
            }

            exchange.Series?.Tell(told);
            await output.FlushAsync(cancellationToken);
        }
    }
}
