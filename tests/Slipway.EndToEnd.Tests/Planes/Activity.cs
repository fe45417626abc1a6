using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Planes;

/// <summary>Whether controllers are doing something: passes and requests under way, and what they are told by watches.</summary>
internal sealed class Activity : IReconcileObserver
{
    private int _working;
    private long _noted;

    /// <summary>Whether nothing is under way.</summary>
    public bool IsIdle => Volatile.Read(ref _working) == 0;

    /// <summary>Grows with all that is done.</summary>
    public long Noted => Interlocked.Read(ref _noted);

    /// <summary>Something was done.</summary>
    public void Note() => Interlocked.Increment(ref _noted);

    /// <summary>Something is under way until the result is disposed.</summary>
    public IDisposable Work()
    {
        Begin();
        return new Piece(this);
    }

    public void PassStarted(string controller, ObjectKey key) => Begin();

    public void PassFinished(ReconcileTrace trace) => End();

    private void Begin()
    {
        Interlocked.Increment(ref _working);
        Note();
    }

    private void End()
    {
        Note();
        Interlocked.Decrement(ref _working);
    }

    private sealed class Piece(Activity activity) : IDisposable
    {
        public void Dispose() => activity.End();
    }
}
