using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Slipway.Api;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Controllers;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.ClusterResourceSets.Manifests;
using Slipway.Core.ClusterResourceSets.Phases;
using Slipway.Core.ClusterResourceSets.Report;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>Brings the manifests in Secrets and ConfigMaps to the Clusters that a set selects.</summary>
internal sealed class ClusterResourceSetReconciler : Reconciler<ClusterResourceSet, ResourceSetScope>
{
    /// <summary>Index of ClusterResourceSets: by their namespace.</summary>
    public const string NamespaceIndex = "namespace";

    private static readonly PhasePlan<ResourceSetScope> Deletion = new(PhaseOrder.Sequential, [ResourceSetDeletionPhase.Instance]);

    private readonly IClusterCache _clusters;
    private readonly ReferenceTracker _references;
    private readonly AttemptJournal _journal = new();
    private readonly TargetPhase _targets;

    // Objects are immutable: what a version holds is hashed once.
    private readonly ConditionalWeakTable<KubeObject, ManifestDigest> _digests = [];

    public ClusterResourceSetReconciler(IClusterCache clusters, ReferenceTracker references, TimeProvider time)
    {
        (_clusters, _references) = (clusters, references);
        _targets = new TargetPhase(new ManifestApplier(_journal, time));
    }

    public override ResourceType<ClusterResourceSet> Type => AddonsTypes.ClusterResourceSet;

    public override string Name => "clusterresourceset-controller";

    public override string FieldManager => FieldManagers.Core;

    public override string? Finalizer => Finalizers.ClusterResourceSet;

    public override void Configure(ControllerConfiguration controller) => controller
        .WatchesIndexed(
            CoreTypes.Cluster, NamespaceIndex, c => c.Metadata.Namespace, c => (c.Metadata.Uid, c.IsDeleting, MapText.Of(c.Metadata.Labels)))
        .Watches(AddonsTypes.ClusterResourceSetBinding, SetsOf)
        .Source(_references.Keys)
        .Source(_clusters.Subscribe(cluster => _references.Dependents.Of(CoreTypes.Cluster.Kind.GroupKind, cluster)));

    public override async ValueTask<ResourceSetScope> ObserveAsync(
        ClusterResourceSet obj, ObserveContext context, CancellationToken cancellationToken)
    {
        var scope = new ResourceSetScope { Set = obj };
        if (scope.IsPaused)
        {
            return scope;
        }

        if (scope.IsDeleting)
        {
            _journal.Forget(scope.Key);
            var bindings = await context.Cache.ListAsync(
                AddonsTypes.ClusterResourceSetBinding, scope.Key.Namespace, b => BindingChange.TellsOf(obj, b), cancellationToken);
            return scope with { Bindings = [.. bindings.Select(b => b.View(AddonsTypes.ClusterResourceSetBinding.Json))] };
        }

        var selector = Selectors.Of(obj.Spec!.ClusterSelector);
        var clusters = await context.Cache.ListAsync(
            CoreTypes.Cluster, scope.Key.Namespace, c => !c.IsDeleting && selector.Matches(c.Metadata.Labels), cancellationToken);
        if (clusters.Count == 0)
        {
            return scope;
        }

        var resources = ImmutableArray.CreateBuilder<SetResource>(obj.Spec.Resources!.Count);
        foreach (var reference in obj.Spec.Resources)
        {
            resources.Add(await ReadAsync(reference, scope.Key, cancellationToken));
        }

        var targets = ImmutableArray.CreateBuilder<SetTarget>(clusters.Count);
        foreach (var cluster in clusters.OrderBy(c => c.Key.Name, StringComparer.Ordinal))
        {
            targets.Add(await ObserveAsync(cluster, obj, context.Cache, cancellationToken));
        }

        return scope with { Resources = resources.ToImmutable(), Targets = targets.ToImmutable() };
    }

    public override PhasePlan<ResourceSetScope> Plan(ResourceSetScope scope)
    {
        if (scope.IsPaused)
        {
            return new PhasePlan<ResourceSetScope>(PhaseOrder.Independent, []) { KeepFinalizer = true };
        }

        return scope.IsDeleting
            ? Deletion
            : new PhasePlan<ResourceSetScope>(
                PhaseOrder.Independent, [ResourceOwnershipPhase.Instance, .. scope.Targets.Select(_targets.For)]);
    }

    public override void Report(ResourceSetScope scope, PassOutcome outcome, ClusterResourceSet obj, DateTimeOffset now) =>
        ClusterResourceSetReport.Fill(scope, outcome, obj, now);

    public override ValueTask ForgetAsync(ObjectKey key)
    {
        _references.Forget(key);
        _journal.Forget(key);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<ObjectKey> SetsOf(KubeObject binding) => binding.Metadata.OwnerReferences
        .Where(o => o.Kind == AddonsTypes.ClusterResourceSet.Kind.Kind)
        .Select(o => binding.Key with { Name = o.Name });

    private async ValueTask<SetResource> ReadAsync(ResourceReference reference, ObjectKey self, CancellationToken cancellationToken)
    {
        var resource = new SetResource(reference, new Observed<KubeObject>.Absent());
        var read = await _references.GetAsync(resource.Type, self with { Name = reference.Name! }, self, cancellationToken);
        return resource with
        {
            Object = read,
            Digest = read is Observed<KubeObject>.Found(var found)
                ? _digests.GetValue(found, source => ManifestDigest.Of(source, reference.Kind!))
                : null,
        };
    }

    private async ValueTask<SetTarget> ObserveAsync(
        KubeObject cluster, ClusterResourceSet set, IObjectReader cache, CancellationToken cancellationToken)
    {
        // Before the connection is asked for, so that none comes unnoticed.
        var self = cluster.Key with { Name = set.Metadata.Name };
        _references.Dependents.Register(self, CoreTypes.Cluster.Kind.GroupKind, cluster.Key);
        var binding = (await cache.GetAsync(AddonsTypes.ClusterResourceSetBinding, cluster.Key, cancellationToken))
            .As(AddonsTypes.ClusterResourceSetBinding);
        var entry = BindingRecord.Find(binding.ValueOrNull, set);
        return new SetTarget
        {
            Key = cluster.Key,
            Uid = cluster.Metadata.Uid,
            Binding = binding,
            Connection = _clusters.Get(cluster.Key),
            Attempts = [.. set.Spec!.Resources!.Select(r => Unrecorded(self, cluster, r, entry))],
        };
    }

    private Attempt? Unrecorded(ObjectKey self, KubeObject cluster, ResourceReference resource, ResourceSetBinding? entry)
    {
        if (_journal.Find(self, cluster.Key.Name, resource) is not { } attempt)
        {
            return null;
        }

        var known = entry?.Resources?.Find(r => r.Kind == resource.Kind && r.Name == resource.Name);
        if (attempt.ClusterUid == cluster.Metadata.Uid && !BindingRecord.Shows(known, attempt))
        {
            return attempt;
        }

        _journal.Drop(self, cluster.Key.Name, resource);
        return null;
    }
}
