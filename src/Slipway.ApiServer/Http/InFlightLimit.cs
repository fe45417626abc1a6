namespace Slipway.ApiServer.Http;

/// <summary>Bounds how many requests of a kind run at once, by refusing and not by queueing.</summary>
internal sealed class InFlightLimit(int limit)
{
    private int _running;

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">Too many run already (429).</exception>
    public async Task RunAsync(Func<Task> request)
    {
        try
        {
            if (Interlocked.Increment(ref _running) > limit)
            {
                throw FrontErrors.TooManyRequests();
            }

            await request();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
