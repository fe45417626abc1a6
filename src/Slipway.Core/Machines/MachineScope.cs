using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines;

/// <summary>Everything that a pass over a Machine decides from.</summary>
internal sealed record MachineScope
{
    public required Machine Machine { get; init; }

    public required Observed<Cluster> Cluster { get; init; }

    public required Observed<ContractObject> Infrastructure { get; init; }

    /// <summary>Null when the Machine has its boot data from elsewhere.</summary>
    public Observed<ContractObject>? Bootstrap { get; init; }

    public NodeObservation Node { get; init; } = NodeObservation.NotAsked;

    public ClusterHealth Health { get; init; } = ClusterHealth.Unprobed;

    /// <summary>The owning MachineSet; null for a Machine of another owner or of none.</summary>
    public MachineSet? OwnerSet { get; init; }

    /// <summary>The owning MachineSet's owner.</summary>
    public MachineDeployment? OwnerDeployment { get; init; }

    /// <summary>Null while the Machine is not being deleted.</summary>
    public DeletionObservation? Deletion { get; init; }

    public MachineOptions Options { get; init; } = new();

    public bool IsDeleting => Machine.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => Pausing.IsPaused(Cluster.ValueOrNull, Machine.Metadata);

    public bool IsControlPlaneInitialized => Cluster.ValueOrNull?.Status?.Initialization?.ControlPlaneInitialized == true;

    public bool WasInfrastructureProvisioned => Machine.Status?.Initialization?.InfrastructureProvisioned == true;

    public bool WasBootstrapDataCreated => Machine.Status?.Initialization?.BootstrapDataSecretCreated == true;
}
