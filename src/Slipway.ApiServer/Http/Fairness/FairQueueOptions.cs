namespace Slipway.ApiServer.Http.Fairness;

/// <summary>The bounds of a queue.</summary>
internal sealed record FairQueueOptions
{
    /// <summary>How many requests are served at once.</summary>
    public required int Seats { get; init; }

    /// <summary>How many requests of one user may wait.</summary>
    public int MaxWaitingOfUser { get; init; } = 4096;

    /// <summary>How many requests may wait in all.</summary>
    public int MaxWaiting { get; init; } = 16384;

    /// <summary>How long a request waits before it is refused: a quarter of a request's time, as in kube-apiserver.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(15);
}
