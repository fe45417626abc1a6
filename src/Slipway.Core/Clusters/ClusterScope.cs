using System.Collections.Immutable;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;

namespace Slipway.Core.Clusters;

/// <summary>Everything that a pass over a Cluster decides from.</summary>
internal sealed record ClusterScope
{
    public required Cluster Cluster { get; init; }

    /// <summary>Null when the Cluster names none.</summary>
    public Observed<ContractObject>? Infrastructure { get; init; }

    /// <summary>Null when the Cluster names none.</summary>
    public Observed<ContractObject>? ControlPlane { get; init; }

    public ImmutableArray<MachineDeployment> Deployments { get; init; } = [];

    public ImmutableArray<MachinePool> Pools { get; init; } = [];

    /// <summary>All MachineSets of the cluster.</summary>
    public ImmutableArray<MachineSet> Sets { get; init; } = [];

    public ImmutableArray<Machine> ControlPlaneMachines { get; init; } = [];

    /// <summary>Worker Machines but for those of MachinePools.</summary>
    public ImmutableArray<Machine> WorkerMachines { get; init; } = [];

    /// <summary>Machines of MachinePools, whose conditions nobody keeps.</summary>
    public ImmutableArray<Machine> PoolMachines { get; init; } = [];

    /// <summary>The Secret with the kubeconfig, when it is to be made here.</summary>
    public Observed<V1Secret> NewKubeconfig { get; init; } = new Observed<V1Secret>.Absent();

    public ClusterHealth Health { get; init; } = ClusterHealth.Unprobed;

    public bool IsConnected { get; init; }

    public ClusterOptions Options { get; init; } = new();

    public bool IsDeleting => Cluster.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => Pausing.IsPaused(Cluster, Cluster.Metadata);

    /// <summary>MachineSets that no MachineDeployment manages.</summary>
    public IEnumerable<MachineSet> StandaloneSets => Sets.Where(s => s.Metadata.ControllerOf() is null);

    /// <summary>Workers that no MachineSet manages.</summary>
    public IEnumerable<Machine> StandaloneWorkers => WorkerMachines.Where(m => m.Metadata.ControllerOf() is null);

    /// <summary>Whether the infrastructure has been provisioned, now or before: it never flips back.</summary>
    public bool IsInfrastructureProvisioned => Cluster.Status?.Initialization?.InfrastructureProvisioned == true
        || (Cluster.Spec?.InfrastructureRef is null
            ? !IsDeleting && Cluster.Spec?.Topology is null
            : Infrastructure?.ValueOrNull is { } infrastructure && InfrastructureClusterContract.IsProvisioned(infrastructure));

    /// <summary>Whether the control plane has been initialized, now or before: it never flips back.</summary>
    public bool IsControlPlaneInitialized => Cluster.Status?.Initialization?.ControlPlaneInitialized == true
        || (Cluster.Spec?.ControlPlaneRef is null
            ? ControlPlaneMachines.Any(m => m.Status?.NodeRef is not null)
            : ControlPlane?.ValueOrNull is { } controlPlane && ControlPlaneContract.IsInitialized(controlPlane));

    /// <summary>The endpoint: what the Cluster says, else what the infrastructure says, else what the control plane says.</summary>
    public ApiEndpoint? Endpoint
    {
        get
        {
            if (Cluster.Spec?.ControlPlaneEndpoint is { Host.Length: > 0, Port: > 0 } own)
            {
                return own;
            }

            var offered = Infrastructure?.ValueOrNull is { } infrastructure && InfrastructureClusterContract.IsProvisioned(infrastructure)
                ? InfrastructureClusterContract.ControlPlaneEndpoint(infrastructure)
                : null;
            return offered ?? (ControlPlane?.ValueOrNull is { } controlPlane ? ControlPlaneContract.Endpoint(controlPlane) : null);
        }
    }

    public string Phase
    {
        get
        {
            if (IsDeleting)
            {
                return ClusterPhase.Deleting;
            }

            if (IsInfrastructureProvisioned && Endpoint is not null)
            {
                return ClusterPhase.Provisioned;
            }

            return Cluster.Spec?.InfrastructureRef is null && Cluster.Spec?.ControlPlaneRef is null ? ClusterPhase.Pending : ClusterPhase.Provisioning;
        }
    }
}
