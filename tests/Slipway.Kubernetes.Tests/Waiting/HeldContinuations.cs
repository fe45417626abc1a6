using System.Collections.Concurrent;

namespace Slipway.Kubernetes.Tests.Waiting;

/// <summary>Keeps what would go on until it is told to run it.</summary>
internal sealed class HeldContinuations : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _held = new();

    public override void Post(SendOrPostCallback d, object? state) => _held.Enqueue((d, state));

    public void Run()
    {
        while (_held.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}
