using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Acme;

/// <summary>What a pass over an AcmeCluster decides from.</summary>
public sealed record AcmeClusterScope(AcmeCluster Object);

/// <summary>Keeps AcmeClusters. This cloud has no load balancers: the endpoint is the user's to name.</summary>
public sealed class AcmeClusterReconciler : Reconciler<AcmeCluster, AcmeClusterScope>
{
    public override ResourceType<AcmeCluster> Type => AcmeKinds.Cluster;

    public override string Name => "acmecluster-controller";

    public override void Configure(ControllerConfiguration controller)
    {
    }

    public override ValueTask<AcmeClusterScope> ObserveAsync(AcmeCluster obj, ObserveContext context, CancellationToken cancellationToken) =>
        new(new AcmeClusterScope(obj));

    public override PhasePlan<AcmeClusterScope> Plan(AcmeClusterScope scope) => new(PhaseOrder.Sequential, [new("Endpoint", Endpoint)]);

    public static PhaseResult Endpoint(AcmeClusterScope scope, DateTimeOffset now) => scope.Object.Spec?.ControlPlaneEndpoint is null
        ? PhaseResult.WaitFor("NoEndpoint", "spec.controlPlaneEndpoint: name the address at which the control plane will answer")
        : PhaseResult.Completed;

    public override void Report(AcmeClusterScope scope, PassOutcome outcome, AcmeCluster obj, DateTimeOffset now) =>
        AcmeReport.Fill(obj.Status ??= new AcmeStatus(), outcome, obj.Metadata.Generation, now);
}
