using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.MachinePools;

/// <summary>Everything that a pass over a MachinePool decides from.</summary>
internal sealed record MachinePoolScope
{
    public required MachinePool Pool { get; init; }

    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The infrastructure machine pool.</summary>
    public Observed<ContractObject> Infrastructure { get; init; } = new Observed<ContractObject>.Absent();

    /// <summary>Null when the pool has its boot data from elsewhere.</summary>
    public Observed<ContractObject>? Bootstrap { get; init; }

    /// <summary>The infrastructure machines of the pool, by name; empty where the provider has none.</summary>
    public ImmutableArray<ContractObject> InfrastructureMachines { get; init; } = [];

    /// <summary>Why infrastructure machines could not be read; null when they could.</summary>
    public Observed<ContractType>.Unknown? MachinesUnknown { get; init; }

    /// <summary>The pool's Machines, deleting ones too, by name.</summary>
    public ImmutableArray<Machine> Machines { get; init; } = [];

    public PoolNodes Nodes { get; init; } = PoolNodes.NotAsked;

    public bool IsDeleting => Pool.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => Pausing.IsPaused(Cluster.ValueOrNull, Pool.Metadata);

    public MachineSpec Template => Pool.Spec!.Template!.Spec!;

    /// <summary>Whether the provider has an object for each machine, so that each has a Machine.</summary>
    public bool HasMachines =>
        Infrastructure.ValueOrNull is { } infrastructure && InfrastructureMachinePoolContract.MachineKind(infrastructure) is not null;

    /// <summary>Whether the infrastructure has been provisioned, now or before.</summary>
    public bool WasInfrastructureProvisioned => Pool.Status?.Initialization?.InfrastructureProvisioned == true;

    /// <summary>The machines' identifiers: what the infrastructure says once it is provisioned, else what was taken over before.</summary>
    public IReadOnlyList<string> ProviderIds => ReportedProviderIds ?? Pool.Spec!.ProviderIDList ?? [];

    /// <summary>
    /// What the infrastructure says; null while it is not provisioned, or says that there are machines but not which.
    /// </summary>
    public IReadOnlyList<string>? ReportedProviderIds =>
        Infrastructure.ValueOrNull is { Source.IsDeleting: false } infrastructure
        && InfrastructureMachinePoolContract.IsProvisioned(infrastructure)
        && InfrastructureMachinePoolContract.ProviderIds(infrastructure) is var ids
        && (ids.Count > 0 || InfrastructureMachinePoolContract.Replicas(infrastructure) is null or 0)
            ? ids
            : null;
}
