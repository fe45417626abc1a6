using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Phases;
using Slipway.Core.MachineSets.Phases;
using Slipway.Core.MachineSets.Report;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Core.MachineSets;

/// <summary>Keeps as many Machines as a MachineSet wants.</summary>
internal sealed class MachineSetReconciler(ReferenceTracker references, IRandomSource random) : Reconciler<MachineSet, MachineSetScope>
{
    private static readonly MemberPlans<MachineSetScope> Plans = new(
        SetOwnershipPhase.Instance,
        Normal: new(
            PhaseOrder.Independent,
            [
                SetOwnershipPhase.Instance,
                new Phase<MachineSetScope>(
                    "Templates", (s, _) => TemplateOwnership.Decide(s.Cluster.ValueOrNull, s.InfrastructureTemplate, s.BootstrapTemplate)),
                AdoptionPhase.Instance, PartsPhase.Instance, InPlacePhase.Instance, RemediationPhase.Instance, ReplicasPhase.Instance,
                NewcomersPhase.Of<MachineSetScope>(s => s.Machines),
            ]),
        Deletion: new(PhaseOrder.Sequential, [SetDeletionPhase.Instance]));

    public override ResourceType<MachineSet> Type => CoreTypes.MachineSet;

    public override string Name => "machineset-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.MachineSet;

    // A MachineDeployment counts Machines itself.
    public override IReadOnlySet<string> QuietStatus => MachineCounts.Fields;

    public override void Configure(ControllerConfiguration controller) => controller
        .Owns(CoreTypes.Machine)
        .WatchesIndexed(CoreTypes.Machine, ObjectIndexes.Cluster, Orphans.ClusterOf, Orphans.Aspect)
        .Source(references.Keys);

    public override async ValueTask<MachineSetScope> ObserveAsync(MachineSet obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var clusterKey = self with { Name = obj.Spec!.ClusterName! };
        var cluster = (await references.GetAsync(CoreTypes.Cluster, clusterKey, self, cancellationToken)).As(CoreTypes.Cluster);
        var scope = new MachineSetScope { Set = obj, Cluster = cluster };
        if (scope.IsPaused)
        {
            return scope;
        }

        var template = obj.Spec.Template!.Spec!;
        var machines = await SetMachines.ReadAsync(obj, context, cancellationToken);
        scope = scope with
        {
            Machines = machines.Own,
            Orphans = machines.Orphans,
            Suffixes = [.. Enumerable.Range(0, Math.Max(scope.Desired - machines.Count, 0)).Select(_ => random.NextNameSuffix())],
            InfrastructureTemplate = await references.GetAsync(template.InfrastructureRef!, self, cancellationToken),
            BootstrapTemplate = template.Bootstrap?.ConfigRef is { } bootstrap
                ? await references.GetAsync(bootstrap, self, cancellationToken)
                : null,
            ControlPlane = cluster.ValueOrNull?.Spec?.ControlPlaneRef is { } controlPlane
                ? await references.GetAsync(controlPlane, self, cancellationToken)
                : null,
            Deployment = obj.Metadata.ControllerOf() is { Kind: "MachineDeployment" } owner
                ? (await references.GetAsync(CoreTypes.MachineDeployment, self with { Name = owner.Name }, self, cancellationToken))
                    .As(CoreTypes.MachineDeployment).ValueOrNull
                : null,
        };
        return scope with { Parts = await ReadPartsAsync(scope, context.Cache, self.Namespace, cancellationToken) };
    }

    public override PhasePlan<MachineSetScope> Plan(MachineSetScope scope) => Plans.Choose(scope.Cluster, scope.IsPaused, scope.IsDeleting);

    public override void Report(MachineSetScope scope, PassOutcome outcome, MachineSet obj, DateTimeOffset now) =>
        MachineSetReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        references.Forget(key);
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<ImmutableDictionary<string, MachineSetScope.ObservedParts>> ReadPartsAsync(
        MachineSetScope scope, IObjectReader cache, string ns, CancellationToken cancellationToken)
    {
        var parts = ImmutableDictionary.CreateBuilder<string, MachineSetScope.ObservedParts>(StringComparer.Ordinal);
        foreach (var machine in scope.Machines.Where(m => m.Metadata.DeletionTimestamp is null))
        {
            parts[machine.Metadata.Name] = new MachineSetScope.ObservedParts(
                await cache.ReadAsync(machine.Spec!.InfrastructureRef!, ns, cancellationToken),
                machine.Spec.Bootstrap?.ConfigRef is { } config ? await cache.ReadAsync(config, ns, cancellationToken) : null);
        }

        return parts.ToImmutable();
    }
}
