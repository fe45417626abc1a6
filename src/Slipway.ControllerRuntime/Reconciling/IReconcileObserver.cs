using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>
/// Sees every pass of every controller: for tests, traces and explanations. Called on the worker: must be quick and must not throw.
/// </summary>
public interface IReconcileObserver
{
    /// <summary>A pass begins.</summary>
    void PassStarted(string controller, ObjectKey key);

    /// <summary>A pass has ended.</summary>
    void PassFinished(ReconcileTrace trace);
}
