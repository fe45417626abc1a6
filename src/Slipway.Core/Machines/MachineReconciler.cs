using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.Machines.Deletion;
using Slipway.Core.Machines.Phases;
using Slipway.Core.Machines.Report;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Machines;

/// <summary>Keeps Machines: joins infrastructure, boot data and Node, and takes them apart in order.</summary>
internal sealed class MachineReconciler : Reconciler<Machine, MachineScope>
{
    private readonly IClusterCache _clusters;
    private readonly ReferenceTracker _references;
    private readonly NodeObserver _nodes;
    private readonly DeletionObserver _deletions;
    private readonly MachineOptions _options;
    private readonly MemberPlans<MachineScope> _plans;

    public MachineReconciler(IClusterCache clusters, ReferenceTracker references, MachineOptions options, TimeProvider time)
    {
        _clusters = clusters;
        _references = references;
        _options = options;
        _nodes = new NodeObserver(clusters, references.Dependents);
        _deletions = new DeletionObserver(references);
        _plans = new MemberPlans<MachineScope>(
            OwnershipPhase.Instance,
            Normal: new(
                PhaseOrder.Independent,
                [
                    OwnershipPhase.Instance, BootstrapPhase.Instance, InfrastructurePhase.Instance, NodePhase.Instance,
                    AvailabilityPhase.Instance,
                ]),
            Deletion: new(
                PhaseOrder.Sequential,
                [
                    HookPhase.PreDrain, new DrainPhase(time).Phase, VolumeDetachPhase.Instance, HookPhase.PreTerminate,
                    PartDeletionPhase.Infrastructure, PartDeletionPhase.Bootstrap, NodeDeletionPhase.Instance, FinalizerPhase.Instance,
                ]));
    }

    public override ResourceType<Machine> Type => CoreTypes.Machine;

    public override string Name => "machine-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.Machine;

    // The steps of a deletion are counted from the moment that they were first written: half a second of patience more is nobody's loss.
    public override IReadOnlySet<string> QuietStatus { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "nodeInfo", "certificatesExpiryDate", "deletion", "initialization.bootstrapDataSecretCreated", "initialization.infrastructureProvisioned",
    };

    public override void Configure(ControllerConfiguration controller) => controller
        .Source(_references.Keys)
        .Source(_clusters.Subscribe(cluster => _references.Dependents.Of(CoreTypes.Cluster.Kind.GroupKind, cluster)))
        .Source(_clusters.Subscribe(BuiltInTypes.Node, _nodes.DependentsOf));

    public override async ValueTask<MachineScope> ObserveAsync(Machine obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var clusterKey = new ObjectKey(self.Namespace, obj.Spec!.ClusterName!);
        var scope = new MachineScope
        {
            Machine = obj,
            Cluster = (await _references.GetAsync(CoreTypes.Cluster, clusterKey, self, cancellationToken)).As(CoreTypes.Cluster),
            Infrastructure = new Observed<ContractObject>.Absent(),
            Options = _options,
        };
        if (scope.IsPaused)
        {
            return scope;
        }

        var infrastructure = await _references.GetAsync(obj.Spec.InfrastructureRef!, self, cancellationToken);

        // A Machine may be deleted before its identifier was taken over: its Node goes with it all the same.
        var providerId = obj.Spec.ProviderID
            ?? (scope.IsDeleting && infrastructure.ValueOrNull is { } part ? InfrastructureMachineContract.ProviderId(part) : null);
        var ownerSet = await ReadOwnerAsync(CoreTypes.MachineSet, obj.Metadata.ControllerOf(), self, cancellationToken);
        scope = scope with
        {
            Infrastructure = infrastructure,
            Bootstrap = obj.Spec.Bootstrap?.ConfigRef is { } bootstrap
                ? await _references.GetAsync(bootstrap, self, cancellationToken)
                : null,
            Node = await _nodes.ObserveAsync(obj, providerId, clusterKey, self, cancellationToken),
            Health = _clusters.GetHealth(clusterKey),
            OwnerSet = ownerSet,
            OwnerDeployment = await ReadOwnerAsync(CoreTypes.MachineDeployment, ownerSet?.Metadata.ControllerOf(), self, cancellationToken),
        };
        return scope.IsDeleting
            ? scope with { Deletion = await _deletions.ObserveAsync(scope, self, context, cancellationToken) }
            : scope;
    }

    public override PhasePlan<MachineScope> Plan(MachineScope scope) => _plans.Choose(scope.Cluster, scope.IsPaused, scope.IsDeleting);

    public override void Report(MachineScope scope, PassOutcome outcome, Machine obj, DateTimeOffset now) =>
        MachineReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        _references.Forget(key);
        _deletions.Forget(key);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<T?> ReadOwnerAsync<T>(
        ResourceType<T> type, k8s.Models.V1OwnerReference? owner, ObjectKey self, CancellationToken cancellationToken)
        where T : class, k8s.IKubernetesObject<k8s.Models.V1ObjectMeta> =>
        owner?.Kind == type.Kind.Kind && owner.ApiVersion.StartsWith(type.Kind.Group, StringComparison.Ordinal)
            ? (await _references.GetAsync(type, self with { Name = owner.Name }, self, cancellationToken)).As(type).ValueOrNull
            : null;
}
