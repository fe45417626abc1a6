using System.Collections.Frozen;
using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Controllers;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>
/// How one kind is kept right: observe, decide, apply, report. A subclass reads (<see cref="ObserveAsync"/>), names the
/// phases that decide (<see cref="Plan"/>) and computes the status (<see cref="Report"/>); the engine writes.
/// </summary>
/// <typeparam name="TObject">The reconciled kind.</typeparam>
/// <typeparam name="TScope">Everything that a pass decides from. Immutable.</typeparam>
public abstract class Reconciler<TObject, TScope>
    where TObject : class, IKubernetesObject<V1ObjectMeta>
    where TScope : class
{
    /// <summary>The reconciled kind.</summary>
    public abstract ResourceType<TObject> Type { get; }

    /// <summary>The controller's name, as metrics, logs and events show it, such as <c>machine-controller</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The owner of the fields that the controller writes, in <c>metadata.managedFields</c>; null for the client's default.
    /// </summary>
    public virtual string? FieldManager => null;

    /// <summary>The finalizer that the engine persists before any other effect of the object; null when the kind has none.</summary>
    public virtual string? Finalizer => null;

    /// <summary>
    /// Fields of the status that only people read, or that repeat what others look up for themselves: a change of these alone may be written
    /// a moment later. A field of a field is named with a dot.
    /// </summary>
    public virtual IReadOnlySet<string> QuietStatus => FrozenSet<string>.Empty;

    /// <summary>Says what, beside the object itself, brings a key into the queue.</summary>
    public abstract void Configure(ControllerConfiguration controller);

    /// <summary>Reads all that a decision needs. Must not write. The object is the pass's own copy.</summary>
    public abstract ValueTask<TScope> ObserveAsync(TObject obj, ObserveContext context, CancellationToken cancellationToken);

    /// <summary>Names the phases of this pass.</summary>
    public abstract PhasePlan<TScope> Plan(TScope scope);

    /// <summary>
    /// Fills in the status. Pure: from the scope, the outcome and the time. The engine writes the difference to what was
    /// read, once, and nothing when there is none.
    /// </summary>
    /// <param name="scope">What was observed.</param>
    /// <param name="outcome">What the phases decided and what came of it.</param>
    /// <param name="obj">The object as it stands after the pass's writes; only its status may be changed.</param>
    /// <param name="now">The time of the pass.</param>
    public abstract void Report(TScope scope, PassOutcome outcome, TObject obj, DateTimeOffset now);

    /// <summary>The object is gone: drop what was kept for it in memory.</summary>
    public virtual ValueTask ForgetAsync(ObjectKey key) => ValueTask.CompletedTask;
}
