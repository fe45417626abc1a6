namespace Slipway.ApiServer.Http.Fairness;

/// <summary>A request in a queue. It is answered by the queue, or gives up; whichever comes first.</summary>
internal sealed class WaitingRequest(UserFlow owner)
{
    private readonly TaskCompletionSource<RequestSeat?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whose it is.</summary>
    public UserFlow Owner { get; } = owner;

    /// <summary>The seat when it is its turn; null when it has given up.</summary>
    public Task<RequestSeat?> Answer => _answer.Task;

    /// <summary>Its turn has come; false when it has given up before.</summary>
    public bool TryBegin(RequestSeat seat) => _answer.TrySetResult(seat);

    /// <summary>It does not wait any longer; false when its turn has come before.</summary>
    public bool TryGiveUp() => _answer.TrySetResult(null);
}
