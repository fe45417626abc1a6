namespace Slipway.Core.Clusters;

/// <summary>
/// How long a cluster has kept all that was asked of it waiting. One that hangs, as an API server does whose etcd has lost its quorum, would
/// otherwise keep every pass over its objects for as long as a request may take.
/// </summary>
/// <param name="patience">How long a cluster may keep everybody waiting before it is asked nothing more.</param>
/// <param name="time">The clock.</param>
internal sealed class Silence(TimeSpan patience, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _waiting;
    private long _since;

    /// <summary>Something is about to be asked.</summary>
    /// <exception cref="HttpRequestException">The cluster has kept others waiting for too long, and still does.</exception>
    public void Begin()
    {
        lock (_lock)
        {
            if (_waiting == 0)
            {
                _since = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(_since) is var silence && silence > patience)
            {
                throw new HttpRequestException($"the cluster answers nothing: others have waited for {silence.TotalSeconds:F0} s");
            }

            _waiting++;
        }
    }

    /// <summary>It has answered.</summary>
    public void Break()
    {
        lock (_lock)
        {
            _since = time.GetTimestamp();
        }
    }

    /// <summary>What was asked has come to its end, answered or not.</summary>
    public void End()
    {
        lock (_lock)
        {
            _waiting--;
        }
    }
}
