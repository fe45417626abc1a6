namespace Slipway.Kubernetes.Tests.Waiting;

/// <summary>A clock whose one timer fires when it is told to.</summary>
internal sealed class HeldTime : TimeProvider
{
    private Action? _fire;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _fire = () => callback(state);
        return new NoTimer();
    }

    public void Fire() => _fire!();

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // Nothing runs.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
