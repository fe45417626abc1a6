using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.MachineSets;

/// <summary>Everything that a pass over a MachineSet decides from.</summary>
internal sealed record MachineSetScope
{
    public required MachineSet Set { get; init; }

    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The owning MachineDeployment; null for a set of its own.</summary>
    public MachineDeployment? Deployment { get; init; }

    /// <summary>The Machines it manages, deleting ones too, by name.</summary>
    public ImmutableArray<Machine> Machines { get; init; } = [];

    /// <summary>Machines that match and that nobody manages.</summary>
    public ImmutableArray<Machine> Orphans { get; init; } = [];

    /// <summary>The parts of Machines that are not provisioned yet, by the Machine's name.</summary>
    public ImmutableDictionary<string, ObservedParts> Parts { get; init; } = ImmutableDictionary<string, ObservedParts>.Empty;

    public Observed<ContractObject> InfrastructureTemplate { get; init; } = new Observed<ContractObject>.Absent();

    /// <summary>Null when Machines have their boot data from elsewhere.</summary>
    public Observed<ContractObject>? BootstrapTemplate { get; init; }

    /// <summary>Null when the Cluster names no control plane.</summary>
    public Observed<ContractObject>? ControlPlane { get; init; }

    /// <summary>Random suffixes for Machines that may be created in this pass.</summary>
    public ImmutableArray<string> Suffixes { get; init; } = [];

    public bool IsDeleting => Set.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => Pausing.IsPaused(Cluster.ValueOrNull, Set.Metadata);

    public int Desired => Set.Spec?.Replicas ?? 0;

    public bool MayCreate => Set.Metadata.Annotations?.TryGetValue(ClusterAnnotations.DisableMachineCreate, out var disabled) != true || disabled != "true";

    /// <summary>The parts of one Machine.</summary>
    internal sealed record ObservedParts(Observed<ContractObject> Infrastructure, Observed<ContractObject>? Bootstrap);
}
