using Slipway.ControllerRuntime.Controllers;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>A reconciler of any kind, as the controller that runs it sees it.</summary>
internal interface IKeyReconciler
{
    string Name { get; }

    ResourceType Type { get; }

    void Configure(ControllerConfiguration controller);

    /// <summary>Runs one pass. Throws only when cancelled.</summary>
    /// <param name="key">The object.</param>
    /// <param name="live">Whether to read the object from the server, because the cache is behind.</param>
    /// <param name="cancellationToken">Ends the pass between or in its requests.</param>
    Task<PassResult> RunAsync(ObjectKey key, bool live, CancellationToken cancellationToken);
}
