using k8s;
using k8s.Models;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>A provider's controller in two functions.</summary>
internal sealed class ScriptedReconciler<T>(
    ResourceType<T> type,
    string finalizer,
    Action<ControllerConfiguration> configure,
    Func<T, ObserveContext, CancellationToken, Task<Script<T>>> observe) : Reconciler<T, Script<T>>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public override ResourceType<T> Type => type;

    public override string Name => $"pretended-{type.Plural}";

    public override string? Finalizer => finalizer;

    public override void Configure(ControllerConfiguration controller) => configure(controller);

    public override async ValueTask<Script<T>> ObserveAsync(T obj, ObserveContext context, CancellationToken cancellationToken) =>
        await observe(obj, context, cancellationToken);

    public override PhasePlan<Script<T>> Plan(Script<T> scope) => new(
        PhaseOrder.Independent,
        [new Phase<Script<T>>("Script", (s, _) => s.Effects.Count == 0 ? PhaseResult.Completed : PhaseResult.Want([.. s.Effects]))]);

    public override void Report(Script<T> scope, PassOutcome outcome, T obj, DateTimeOffset now) => scope.Report(obj);
}
