using k8s.Models;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Tests.Fakes;

/// <summary>A reconciler whose phases and whose report are given by the test.</summary>
internal sealed class TestReconciler(Func<V1Deployment, PhaseResult> decide) : Reconciler<V1Deployment, V1Deployment>
{
    public override ResourceType<V1Deployment> Type => BuiltInTypes.Deployment;

    public override string Name => "test-controller";

    public override string? Finalizer => FinalizerName;

    public string? FinalizerName { get; init; }

    public Func<PassOutcome, string?> Message { get; init; } = static _ => null;

    public PhaseOrder Order { get; init; } = PhaseOrder.Independent;

    public Func<V1Deployment, PhaseResult>? Before { get; init; }

    public Action OnObserve { get; init; } = static () => { };

    public Action<ControllerConfiguration> OnConfigure { get; init; } = static _ => { };

    public override void Configure(ControllerConfiguration controller) => OnConfigure(controller);

    public override ValueTask<V1Deployment> ObserveAsync(V1Deployment obj, ObserveContext context, CancellationToken cancellationToken)
    {
        OnObserve();
        return new(obj);
    }

    public override PhasePlan<V1Deployment> Plan(V1Deployment scope) =>
        new(Order, [.. Before is null ? [] : (Phase<V1Deployment>[])[new("Before", (s, _) => Before(s))], new("Only", (s, _) => decide(s))]);

    public override void Report(V1Deployment scope, PassOutcome outcome, V1Deployment obj, DateTimeOffset now)
    {
        if (Message(outcome) is { } message)
        {
            obj.Status ??= new V1DeploymentStatus();
            obj.Status.Conditions = [new V1DeploymentCondition { Type = "Test", Status = "True", Message = message }];
        }
    }
}
