using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.MachineDeployments.Phases;
using Slipway.Core.MachineDeployments.Report;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Phases;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Core.MachineDeployments;

/// <summary>Rolls changes of a template out from MachineSet to MachineSet.</summary>
internal sealed class MachineDeploymentReconciler(ReferenceTracker references, IRandomSource random)
    : Reconciler<MachineDeployment, MachineDeploymentScope>
{
    private static readonly MemberPlans<MachineDeploymentScope> Plans = new(
        DeploymentOwnershipPhase.Instance,
        Normal: new(
            PhaseOrder.Independent,
            [
                DeploymentOwnershipPhase.Instance,
                new Phase<MachineDeploymentScope>(
                    "Templates", (s, _) => TemplateOwnership.Decide(s.Cluster.ValueOrNull, s.InfrastructureTemplate, s.BootstrapTemplate)),
                RolloutPhase.Instance,
                NewcomersPhase.Of<MachineDeploymentScope>(s => s.Machines),
            ]),
        Deletion: new(PhaseOrder.Sequential, [DeploymentDeletionPhase.Instance]));

    public override ResourceType<MachineDeployment> Type => CoreTypes.MachineDeployment;

    public override string Name => "machinedeployment-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.MachineDeployment;

    public override IReadOnlySet<string> QuietStatus => MachineCounts.Fields;

    public override void Configure(ControllerConfiguration controller) => controller
        .Owns(CoreTypes.MachineSet)
        .WatchesIndexed(CoreTypes.MachineSet, ObjectIndexes.Cluster, Orphans.ClusterOf, Orphans.Aspect)
        .Watches(CoreTypes.Machine, OfDeployment, OfRollout)
        .Source(references.Keys);

    public override async ValueTask<MachineDeploymentScope> ObserveAsync(
        MachineDeployment obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var clusterKey = self with { Name = obj.Spec!.ClusterName! };
        var scope = new MachineDeploymentScope
        {
            Deployment = obj,
            Cluster = (await references.GetAsync(CoreTypes.Cluster, clusterKey, self, cancellationToken)).As(CoreTypes.Cluster),
            Suffix = random.NextNameSuffix(),
        };
        if (scope.IsPaused)
        {
            return scope;
        }

        var template = obj.Spec.Template!.Spec!;
        var selector = Selectors.Of(obj.Spec.Selector);
        var machines = await context.Cache.ListByIndexAsync(
            CoreTypes.Machine, ObjectIndexes.Cluster, clusterKey.ToString(), cancellationToken);
        return await WithSetsAsync(scope, clusterKey, context, cancellationToken) with
        {
            Machines = [.. machines.Where(m => selector.Matches(m.Metadata.Labels)).Select(m => m.View(CoreTypes.Machine.Json))],
            InfrastructureTemplate = await references.GetAsync(template.InfrastructureRef!, self, cancellationToken),
            BootstrapTemplate = template.Bootstrap?.ConfigRef is { } bootstrap
                ? await references.GetAsync(bootstrap, self, cancellationToken)
                : null,
        };
    }

    public override PhasePlan<MachineDeploymentScope> Plan(MachineDeploymentScope scope) =>
        Plans.Choose(scope.Cluster, scope.IsPaused, scope.IsDeleting);

    public override void Report(MachineDeploymentScope scope, PassOutcome outcome, MachineDeployment obj, DateTimeOffset now) =>
        MachineDeploymentReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        references.Forget(key);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<ObjectKey> OfDeployment(KubeObject machine) =>
        machine.Metadata.Labels.TryGetValue(ClusterLabels.DeploymentName, out var name) ? [machine.Key with { Name = name }] : [];

    // What the next step of a rollout depends on. The rest is told by the MachineSets.
    private static object? OfRollout(KubeObject machine) =>
        (machine.IsDeleting, machine.View(CoreTypes.Machine.Json).Status?.Conditions.IsTrue(MachineConditions.Available));

    private static async ValueTask<MachineDeploymentScope> WithSetsAsync(
        MachineDeploymentScope scope, ObjectKey clusterKey, ObserveContext context, CancellationToken cancellationToken)
    {
        var selector = Selectors.Of(scope.Deployment.Spec!.Selector);
        var seen = Split(await context.Cache.ListByIndexAsync(
            CoreTypes.MachineSet, ObjectIndexes.Cluster, clusterKey.ToString(), cancellationToken));
        if (seen.Current is not null || scope.IsDeleting)
        {
            return seen;
        }

        // A second set for the same template would double the Machines: before one is made, the truth is asked.
        var listed = await context.Client.ListAsync(
            CoreTypes.MachineSet, clusterKey.Namespace, new ListOptions { LabelSelector = selector.ToString() }, cancellationToken);
        return Split([.. listed.Items]);

        MachineDeploymentScope Split(IReadOnlyList<KubeObject> all)
        {
            var sets = all.Where(s => s.Metadata.ControllerOwner?.Uid == scope.Deployment.Metadata.Uid)
                .Select(Read)
                .OrderBy(s => s.Metadata.CreationTimestamp)
                .ThenBy(s => s.Metadata.Name, StringComparer.Ordinal)
                .ToImmutableArray();
            return scope with
            {
                Sets = sets,
                Orphans = [.. all.Where(s => s.Metadata.ControllerOwner is null && selector.Matches(s.Metadata.Labels)).Select(Read)],
                Current = CurrentSet.Of(scope.Deployment, sets, context.Now),
            };
        }

        static MachineSet Read(KubeObject set) => set.View(CoreTypes.MachineSet.Json);
    }
}
