using System.Collections.Immutable;

namespace Slipway.ApiServer.Metrics;

/// <summary>How often requests of one sort came, how they ended and how long they took.</summary>
internal sealed class RequestSeries
{
    /// <summary>The upper bounds of the buckets in seconds: kube-apiserver's.</summary>
    public static readonly ImmutableArray<double> Bounds =
        [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60];

    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private readonly List<(int Code, long Count)> _codes = [];
    private double _seconds;
    private int _active;
    private long _events;

    /// <summary>How many are under way; of those that may go on as long as the client wants.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>How many watch events were sent.</summary>
    public long Events => Interlocked.Read(ref _events);

    public void Open() => Interlocked.Increment(ref _active);

    public void Close() => Interlocked.Decrement(ref _active);

    public void Tell(int events) => Interlocked.Add(ref _events, events);

    /// <summary>Counts a request that has ended.</summary>
    /// <param name="code">Its HTTP status.</param>
    /// <param name="seconds">How long it took; null for one that went on as long as the client wanted.</param>
    public void Record(int code, double? seconds)
    {
        lock (_gate)
        {
            if (seconds is { } took)
            {
                _seconds += took;
                _buckets[BucketOf(took)]++;
            }

            for (var i = 0; i < _codes.Count; i++)
            {
                if (_codes[i].Code == code)
                {
                    _codes[i] = (code, _codes[i].Count + 1);
                    return;
                }
            }

            _codes.Add((code, 1));
        }
    }

    /// <summary>The figures at one moment.</summary>
    public (ImmutableArray<(int Code, long Count)> Codes, ImmutableArray<long> Buckets, double Seconds) Read()
    {
        lock (_gate)
        {
            return ([.. _codes], [.. _buckets], _seconds);
        }
    }

    private static int BucketOf(double seconds)
    {
        for (var i = 0; i < Bounds.Length; i++)
        {
            if (seconds <= Bounds[i])
            {
                return i;
            }
        }

        return Bounds.Length;
    }
}
