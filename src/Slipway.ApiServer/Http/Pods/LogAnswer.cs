using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Answers;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>Serves <c>pods/log</c>.</summary>
internal sealed class LogAnswer(IPodRuntime pods, TimeProvider time)
{
    // Go's RFC 3339 with nanoseconds; what is finer than the clock's ticks is 0.
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z '";

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">There is no such log.</exception>
    public async Task SendAsync(HttpContext context, PodContainer container, LogOptions options, CancellationToken closing)
    {
        if (options.Previous)
        {
            throw FrontErrors.BadRequest(
                $"previous terminated container \"{container.Container}\" in pod \"{container.Pod}\" not found");
        }

        var lines = await pods.ReadLogAsync(container, context.RequestAborted);
        var text = Encoding.UTF8.GetBytes(string.Concat(Select(lines, options).Select(line => Write(line, options))));
        context.Response.Prepare(StatusCodes.Status200OK, "text/plain");
        await context.Response.Body.WriteAsync(
            text.AsMemory(0, (int)Math.Min(text.Length, options.LimitBytes ?? text.Length)), context.RequestAborted);
        if (options.Follow && options.LimitBytes is null)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(closing, context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<PodLogLine> Select(IReadOnlyList<PodLogLine> lines, LogOptions options)
    {
        var since = options.SinceTime
            ?? (options.SinceSeconds is { } seconds ? time.GetUtcNow() - TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : null);
        var young = lines.Where(l => since is null || l.Time >= since).ToList();
        return options.TailLines is { } tail && tail < young.Count ? young.TakeLast((int)tail) : young;
    }

    private static string Write(PodLogLine line, LogOptions options) =>
        (options.Timestamps ? line.Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture) : "") + line.Text + "\n";
}
