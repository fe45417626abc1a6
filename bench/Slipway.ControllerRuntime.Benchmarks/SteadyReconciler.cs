using k8s.Models;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Benchmarks;

/// <summary>Reads its children by index, decides that all is well, and reports what was reported before.</summary>
internal sealed class SteadyReconciler : Reconciler<V1Deployment, SteadyScope>
{
    private readonly PhasePlan<SteadyScope> _plan =
        new(PhaseOrder.Independent, [new("A", static (_, _) => PhaseResult.Completed), new("B", static (_, _) => PhaseResult.Completed)]);

    public override ResourceType<V1Deployment> Type => BuiltInTypes.Deployment;

    public override string Name => "steady";

    public override string? Finalizer => "bench/steady";

    public override void Configure(ControllerConfiguration controller) => controller.Owns(BuiltInTypes.ConfigMap);

    public override async ValueTask<SteadyScope> ObserveAsync(V1Deployment obj, ObserveContext context, CancellationToken cancellationToken) =>
        new(obj, await context.Cache.ListByIndexAsync(BuiltInTypes.ConfigMap, ObjectIndexes.Owner, obj.Uid(), cancellationToken));

    public override PhasePlan<SteadyScope> Plan(SteadyScope scope) => _plan;

    public override void Report(SteadyScope scope, PassOutcome outcome, V1Deployment obj, DateTimeOffset now)
    {
        obj.Status ??= new V1DeploymentStatus();
        obj.Status.Replicas = scope.Children.Count;
        obj.Status.ObservedGeneration = obj.Metadata.Generation;
    }
}
