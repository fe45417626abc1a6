using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.MachineHealthChecks.Phases;
using Slipway.Core.MachineHealthChecks.Report;
using Slipway.Core.Machines;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachineHealthChecks;

/// <summary>Finds Machines that are not well, and has them remediated while not too many are.</summary>
internal sealed class MachineHealthCheckReconciler(IClusterCache clusters, ReferenceTracker references)
    : Reconciler<MachineHealthCheck, HealthCheckScope>
{
    private static readonly PhasePlan<HealthCheckScope> Normal =
        new(PhaseOrder.Independent, [HealthCheckOwnershipPhase.Instance, TargetsPhase.Instance]);

    private static readonly PhasePlan<HealthCheckScope> Nothing = new(PhaseOrder.Independent, []);

    private readonly ConcurrentDictionary<ObjectKey, RequestJournal> _requests = new();
    private readonly NodeObserver _nodes = new(clusters, references.Dependents);

    public override ResourceType<MachineHealthCheck> Type => CoreTypes.MachineHealthCheck;

    public override string Name => "machinehealthcheck-controller";

    public override string FieldManager => FieldManagers.Core;

    public override void Configure(ControllerConfiguration controller) => controller
        .WatchesIndexed(CoreTypes.Cluster, ObjectIndexes.Cluster, cluster => cluster.Key.ToString(), HealthCheckAspects.OfCluster)
        .WatchesIndexed(CoreTypes.Machine, ObjectIndexes.Cluster, ClusterOf, HealthCheckAspects.OfMachine)
        .Source(references.Keys)
        .Source(clusters.Subscribe(cluster => references.Dependents.Of(CoreTypes.Cluster.Kind.GroupKind, cluster)))
        .Source(clusters.Subscribe(BuiltInTypes.Node, _nodes.DependentsOf));

    public override async ValueTask<HealthCheckScope> ObserveAsync(
        MachineHealthCheck obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var self = new ObjectKey(obj.Metadata.NamespaceProperty, obj.Metadata.Name);
        var clusterKey = self with { Name = obj.Spec!.ClusterName! };
        var scope = new HealthCheckScope
        {
            Check = obj,
            Cluster = (await references.GetAsync(CoreTypes.Cluster, clusterKey, self, cancellationToken)).As(CoreTypes.Cluster),
        };
        return scope.IsPaused || scope.Cluster is not Observed<Cluster>.Found || obj.Metadata.DeletionTimestamp is not null
            ? scope
            : await WithTargetsAsync(scope, self, clusterKey, context, cancellationToken);
    }

    public override PhasePlan<HealthCheckScope> Plan(HealthCheckScope scope) =>
        scope.IsPaused || scope.Check.Metadata.DeletionTimestamp is not null ? Nothing : Normal;

    public override void Report(HealthCheckScope scope, PassOutcome outcome, MachineHealthCheck obj, DateTimeOffset now) =>
        MachineHealthCheckReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        references.Forget(key);
        _requests.TryRemove(key, out _);
        return ValueTask.CompletedTask;
    }

    private static string? ClusterOf(KubeObject machine) => machine.Metadata.Labels.TryGetValue(ClusterLabels.ClusterName, out var cluster)
        ? (machine.Key with { Name = cluster }).ToString()
        : null;

    private async ValueTask<HealthCheckScope> WithTargetsAsync(
        HealthCheckScope scope, ObjectKey self, ObjectKey cluster, ObserveContext context, CancellationToken cancellationToken)
    {
        var template = scope.Check.Spec!.Remediation?.TemplateRef;
        var selector = Selectors.Of(scope.Check.Spec.Selector);
        var machines = await context.Cache.ListByIndexAsync(CoreTypes.Machine, ObjectIndexes.Cluster, cluster.ToString(),
            cancellationToken);
        var targets = ImmutableArray.CreateBuilder<HealthCheckTarget>();
        var selected = machines.Where(m => selector.Matches(m.Metadata.Labels) && !IsLeftAlone(m));
        foreach (var machine in selected.OrderBy(m => m.Key.Name, StringComparer.Ordinal))
        {
            var (target, unknown) = await ObserveAsync(machine.View(CoreTypes.Machine.Json), cluster, self, cancellationToken);
            if (unknown is not null)
            {
                return scope with { NodesUnknown = unknown };
            }

            targets.Add(template is null ? target : target with
            {
                Request = await references.GetAsync(RemediationRequests.RequestType(template), machine.Key, self, cancellationToken),
            });
        }

        scope = scope with { Targets = targets.ToImmutable() };
        if (template is null)
        {
            return scope;
        }

        var (type, key) = (RemediationRequests.TemplateType(template), self with { Name = template.Name! });
        var journal = _requests.GetOrAdd(self, static _ => new RequestJournal());
        journal.Keep(scope.Targets.Select(t => t.Machine.Metadata.Uid).ToHashSet(StringComparer.Ordinal));
        return scope with
        {
            Template = await references.GetAsync(type, key, self, cancellationToken),
            Requests = new RequestMaker(context.Client, journal),
        };
    }

    private async ValueTask<(HealthCheckTarget Target, Observed<KubeObject>.Unknown? Unknown)> ObserveAsync(
        Machine machine, ObjectKey cluster, ObjectKey self, CancellationToken cancellationToken)
    {
        var target = new HealthCheckTarget { Machine = machine };
        if (machine.Status?.NodeRef is null)
        {
            return (target, null);
        }

        var observed = await _nodes.ObserveAsync(machine, machine.Spec?.ProviderID, cluster, self, cancellationToken);
        return observed switch
        {
            { Object: Observed<KubeObject>.Unknown unknown } => (target, unknown),
            { Connection: Observed<IWorkloadCluster>.Found, Node: var node } => (target with { Node = node, IsNodeGone = node is null }, null),
            _ => (target, new Observed<KubeObject>.Unknown(ErrorCodes.WorkloadClusterUnreachable, $"Cluster {cluster} has no kubeconfig")),
        };
    }

    private static bool IsLeftAlone(KubeObject machine) =>
        machine.Metadata.Annotations.ContainsKey(ClusterAnnotations.Paused)
        || machine.Metadata.Annotations.ContainsKey(ClusterAnnotations.SkipRemediation);
}
