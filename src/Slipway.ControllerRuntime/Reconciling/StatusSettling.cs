using System.Collections.Concurrent;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>
/// Lets reports that only tell of progress wait a moment: while things move, the next pass tells more, and what nobody acts on need not be
/// written in between. What waits is in memory only, as the next pass computes it again.
/// </summary>
/// <param name="time">How long a report may wait; zero for not at all.</param>
internal sealed class StatusSettling(TimeSpan time)
{
    private readonly ConcurrentDictionary<ObjectKey, DateTimeOffset> _since = new();

    /// <summary>How much longer the object's report may wait; zero when it is to be written now.</summary>
    public TimeSpan Remaining(ObjectKey key, DateTimeOffset now)
    {
        if (time <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var remaining = _since.GetOrAdd(key, now) + time - now;
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    /// <summary>Nothing waits any more.</summary>
    public void Clear(ObjectKey key) => _since.TryRemove(key, out _);
}
