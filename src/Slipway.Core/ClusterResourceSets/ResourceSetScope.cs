using System.Collections.Immutable;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets;

/// <summary>Everything that a pass over a ClusterResourceSet decides from.</summary>
internal sealed record ResourceSetScope
{
    public required ClusterResourceSet Set { get; init; }

    /// <summary>The Secrets and ConfigMaps, as the spec lists them.</summary>
    public ImmutableArray<SetResource> Resources { get; init; } = [];

    /// <summary>The Clusters selected, by name; those that are being deleted are not.</summary>
    public ImmutableArray<SetTarget> Targets { get; init; } = [];

    /// <summary>
    /// When the set is being deleted: the bindings of its namespace that tell of it, also those of Clusters it no longer selects.
    /// </summary>
    public ImmutableArray<ClusterResourceSetBinding> Bindings { get; init; } = [];

    public ObjectKey Key => new(Set.Metadata.NamespaceProperty, Set.Metadata.Name);

    public bool IsDeleting => Set.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => Pausing.IsPaused(cluster: null, Set.Metadata);

    /// <summary>Whether manifests are applied again when they change.</summary>
    public bool Reconciles => Set.Spec?.Strategy == ClusterResourceSetStrategy.Reconcile;
}
