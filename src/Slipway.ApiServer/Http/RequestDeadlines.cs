using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Slipway.ApiServer.Http;

/// <summary>
/// Gives requests a time to be answered in: <see cref="HttpContext.RequestAborted"/> is cancelled then, too. What that needs is used again,
/// so that a request pays for no object and no timer of its own.
/// </summary>
internal sealed class RequestDeadlines(TimeProvider time)
{
    private const int MaxKept = 256;

    private readonly ConcurrentBag<CancellationTokenSource> _kept = [];

    /// <summary>Sets the deadline of a request; disposing lifts it.</summary>
    public RequestDeadline Start(HttpContext context, TimeSpan timeout)
    {
        var source = _kept.TryTake(out var kept) ? kept : new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        source.CancelAfter(timeout);
        return new RequestDeadline(this, context, source);
    }

    internal void Return(CancellationTokenSource source)
    {
        if (_kept.Count < MaxKept && source.TryReset())
        {
            _kept.Add(source);
        }
        else
        {
            source.Dispose();
        }
    }
}
