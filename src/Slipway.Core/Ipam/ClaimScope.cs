using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam;

/// <summary>Everything that a pass over an IPAddressClaim decides from.</summary>
internal sealed record ClaimScope
{
    public required IPAddressClaim Claim { get; init; }

    /// <summary>The pool it refers to; null when that is another provider's, and so is the claim.</summary>
    public required PoolKey? PoolKey { get; init; }

    /// <summary>Its Cluster; null when it names none.</summary>
    public Observed<Cluster>? Cluster { get; init; }

    /// <summary>The pool.</summary>
    public Observed<IInClusterIPPool> Pool { get; init; } = new Observed<IInClusterIPPool>.Absent();

    /// <summary>The IPAddress of the claim's name.</summary>
    public Observed<KubeObject> Address { get; init; } = new Observed<KubeObject>.Absent();

    /// <summary>The address to be given; null when there is one already, or none is free.</summary>
    public AddressRange? Choice { get; init; }

    public ObjectKey Key => new(Claim.Metadata.NamespaceProperty, Claim.Metadata.Name);

    public bool IsDeleting => Claim.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether the claim is left alone: by annotation, by its Cluster or by its pool.</summary>
    public bool IsPaused => Pausing.IsPaused(Cluster?.ValueOrNull, Claim.Metadata)
        || Pool.ValueOrNull?.Metadata.Annotations?.ContainsKey(ClusterAnnotations.Paused) == true;

    /// <summary>The name of the claim's Cluster; null when it names none.</summary>
    public static string? ClusterOf(IPAddressClaim claim) =>
        claim.Spec?.ClusterName ?? (claim.Metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var name) == true ? name : null);
}
