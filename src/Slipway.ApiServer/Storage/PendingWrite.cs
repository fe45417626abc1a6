namespace Slipway.ApiServer.Storage;

/// <summary>A write that has its revision and waits for its storage. Continuations never run on the writer's thread.</summary>
internal sealed class PendingWrite(StoreEvent written, StoreSnapshot after)
    : TaskCompletionSource<CommitOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public StoreEvent Event { get; } = written;

    public StoreSnapshot After { get; } = after;
}
