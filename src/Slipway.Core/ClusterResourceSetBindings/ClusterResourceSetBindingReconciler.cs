using Slipway.Api;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSetBindings;

/// <summary>A binding goes with its Cluster: a namesake that comes later has got nothing yet.</summary>
internal sealed class ClusterResourceSetBindingReconciler(ReferenceTracker references) : Reconciler<ClusterResourceSetBinding, BindingScope>
{
    private static readonly PhasePlan<BindingScope> Normal =
        new(PhaseOrder.Sequential, [new Phase<BindingScope>("Cluster", (scope, _) => Decide(scope))]);

    public override ResourceType<ClusterResourceSetBinding> Type => AddonsTypes.ClusterResourceSetBinding;

    public override string Name => "clusterresourcesetbinding-controller";

    public override string FieldManager => FieldManagers.Core;

    public override void Configure(ControllerConfiguration controller) => controller.Source(references.Keys);

    public override async ValueTask<BindingScope> ObserveAsync(
        ClusterResourceSetBinding obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var cluster = await references.GetAsync(CoreTypes.Cluster, self with { Name = obj.Spec!.ClusterName! }, self, cancellationToken);
        return new BindingScope(obj, cluster.As(CoreTypes.Cluster));
    }

    public override PhasePlan<BindingScope> Plan(BindingScope scope) => Normal;

    public override void Report(BindingScope scope, PassOutcome outcome, ClusterResourceSetBinding obj, DateTimeOffset now)
    {
        // A binding has no status.
    }

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        references.Forget(key);
        return ValueTask.CompletedTask;
    }

    internal static PhaseResult Decide(BindingScope scope)
    {
        var (metadata, name) = (scope.Binding.Metadata, scope.Binding.Spec!.ClusterName);
        return scope switch
        {
            { Cluster: Observed<Cluster>.Unknown(var code, var message) } => PhaseResult.FailWith(code, message),
            { Binding.Metadata.DeletionTimestamp: not null } or { Cluster: Observed<Cluster>.Found { Value.Metadata.DeletionTimestamp: null } } =>
                PhaseResult.Completed,
            { Cluster: var cluster } => PhaseResult.Want(new Effect.Delete(
                AddonsTypes.ClusterResourceSetBinding,
                new(metadata.NamespaceProperty, metadata.Name),
                metadata.Uid,
                cluster is Observed<Cluster>.Absent ? $"there is no Cluster {name}" : $"Cluster {name} is being deleted")),
        };
    }
}
