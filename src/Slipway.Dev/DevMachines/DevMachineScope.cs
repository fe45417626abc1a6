using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Dev.Boot;
using Slipway.Dev.Workload;

namespace Slipway.Dev.DevMachines;

/// <summary>What a pass over a DevMachine decides from.</summary>
internal sealed record DevMachineScope
{
    /// <summary>The object.</summary>
    public required DevMachine DevMachine { get; init; }

    /// <summary>The Machine that owns it.</summary>
    public required Observed<Machine> Machine { get; init; }

    /// <summary>Its Cluster.</summary>
    public required Observed<Cluster> Cluster { get; init; }

    /// <summary>The Cluster's infrastructure; Absent while it is not this provider's or does not exist.</summary>
    public required Observed<DevCluster> DevCluster { get; init; }

    /// <summary>What runs for the Cluster; null while nothing does.</summary>
    public required WorkloadCluster? Workload { get; init; }

    /// <summary>Where it can be opened.</summary>
    public required WorkloadClusters Clusters { get; init; }

    /// <summary>The machine as its user data makes it; null while there is none, or when it is up and nothing needs it.</summary>
    public BootedMachine? Boot { get; init; }

    /// <summary>Why the user data can never work; null when it can.</summary>
    public BootFailureException? BootFailure { get; init; }

    /// <summary>Why the machine cannot join right now; null when it can.</summary>
    public BootFailureException? JoinFailure { get; init; }

    /// <summary>When its user data was there: when the machine was switched on.</summary>
    public DateTimeOffset? SwitchedOn { get; init; }

    /// <summary>Its Node; null while none is registered.</summary>
    public V1Node? Node { get; init; }

    /// <summary>Whether its Node is registered.</summary>
    public bool HasNode => Node is not null;

    /// <summary>Whether its Node is registered, and pods may come to it.</summary>
    public bool HasReadyNode => Node is not null && !NotReadyTaint.IsOn(Node);

    /// <summary>Whether its etcd runs.</summary>
    public bool HasEtcd { get; init; }

    /// <summary>Whether its cluster's etcd runs elsewhere.</summary>
    public bool HasExternalEtcd => Boot is { Pki: { EtcdCa: null } };

    /// <summary>Whether its API server runs.</summary>
    public bool HasApiServer { get; init; }

    /// <summary>The failure that it is told to rehearse.</summary>
    public Rehearsal Rehearsal => Rehearsal.Of(DevMachine.Metadata.Annotations);

    /// <summary>Does what the machine does.</summary>
    public required MachineBoot Actions { get; init; }

    public string Name => DevMachine.Metadata.Name;

    public string ProviderId => $"in-memory://{Name}";

    public bool IsDeleting => DevMachine.Metadata.DeletionTimestamp is not null;

    public bool IsPaused => ClusterLinks.IsPaused(Cluster, DevMachine.Metadata);

    /// <summary>Whether the cluster was opened by a program that has ended since: it is to be opened again before anything else.</summary>
    public bool IsAfterRestart =>
        Workload is null && DevCluster.ValueOrNull is { Metadata.DeletionTimestamp: null, Status.Initialization.Provisioned: true };

    public bool IsControlPlane =>
        DevMachine.Metadata.Labels?.ContainsKey(Api.Shared.ClusterLabels.ControlPlane) == true || Boot?.IsControlPlane == true;
}
