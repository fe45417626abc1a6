using Slipway.Kubernetes.Randomness;

namespace Slipway.ControllerRuntime.Queues;

/// <summary>Computes delays as <see cref="BackoffOptions"/> says.</summary>
internal sealed class Backoff(BackoffOptions options, IRandomSource random)
{
    public TimeSpan Ceiling => options.Ceiling;

    /// <summary>The delay before the next try.</summary>
    /// <param name="failures">How many tries in a row failed, from 1.</param>
    public TimeSpan Delay(int failures)
    {
        // 2^30 times any base is past every ceiling, and does not overflow.
        var full = options.Base * Math.Pow(2, Math.Min(failures - 1, 30));
        var capped = full < options.Ceiling ? full : options.Ceiling;
        return capped * (1 - (random.NextDouble() / 2));
    }
}
