namespace Slipway.ApiServer.Http.Fairness;

/// <summary>The right to be served. Given back once, however often it is disposed.</summary>
internal sealed class RequestSeat(FairQueue queue, FlowNode flow, long started, double expected) : IDisposable
{
    private int _isGivenBack;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
        {
            queue.Leave(flow, started, expected);
        }
    }
}
