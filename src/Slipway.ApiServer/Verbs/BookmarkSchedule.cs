namespace Slipway.ApiServer.Verbs;

/// <summary>When a watch tells how far it has come: each minute, and shortly before it ends. kube-apiserver's intervals.</summary>
internal sealed class BookmarkSchedule
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan? _last;
    private TimeSpan _next;

    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long the watch lasts; null when that is not known.</param>
    public BookmarkSchedule(TimeProvider time, TimeSpan? timeout)
    {
        _time = time;
        _start = time.GetTimestamp();
        _last = timeout - BeforeEnd;
        _next = After(TimeSpan.Zero);
    }

    /// <summary>How long until the next bookmark; zero when it is due, infinite when there will be none.</summary>
    public TimeSpan Due => _next == Timeout.InfiniteTimeSpan ? _next : Max(TimeSpan.Zero, _next - _time.GetElapsedTime(_start));

    /// <summary>Notes that the bookmark which was due is sent.</summary>
    public void Advance() => _next = After(_time.GetElapsedTime(_start));

    private TimeSpan After(TimeSpan now)
    {
        var next = now + Interval;
        if (_last is { } last && last < next)
        {
            return last <= now || last <= _next ? Timeout.InfiniteTimeSpan : last;
        }

        return next;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
