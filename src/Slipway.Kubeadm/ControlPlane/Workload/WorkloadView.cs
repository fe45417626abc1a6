using System.Collections.Immutable;
using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.ControlPlane.Health;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>The workload cluster as a pass sees it.</summary>
internal sealed record WorkloadView
{
    /// <summary>A cluster that kubeadm has not finished yet.</summary>
    public static WorkloadView NotInitialized { get; } = new() { State = WorkloadState.NotInitialized };

    /// <summary>What may be asked of it.</summary>
    public required WorkloadState State { get; init; }

    /// <summary>When it last answered; null when it never has.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>The connection; null unless connected.</summary>
    public IWorkloadCluster? Connection { get; init; }

    /// <summary>The Nodes of the control plane's Machines, by name; a failed read is kept as such.</summary>
    public ImmutableDictionary<string, Observed<V1Node>> Nodes { get; init; } = ImmutableDictionary<string, Observed<V1Node>>.Empty;

    /// <summary>All Nodes that kubeadm marked as the control plane's, whether or not a Machine has them, by name.</summary>
    public Observed<IReadOnlyList<string>> ControlPlaneNodes { get; init; } = new Observed<IReadOnlyList<string>>.Absent();

    /// <summary>By Machine, the Nodes that have the provider's name for a machine whose Machine does not name its Node yet.</summary>
    public ImmutableDictionary<string, Observed<string>> NodesByProvider { get; init; } = ImmutableDictionary<string, Observed<string>>.Empty;

    /// <summary>The static pods of the control plane, by name; a failed read is kept as such.</summary>
    public ImmutableDictionary<string, Observed<V1Pod>> Pods { get; init; } = ImmutableDictionary<string, Observed<V1Pod>>.Empty;

    /// <summary>etcd's members; Absent where etcd runs elsewhere or was not asked.</summary>
    public Observed<EtcdSnapshot> Etcd { get; init; } = new Observed<EtcdSnapshot>.Absent();

    /// <summary>By what etcd is reached; null where it runs elsewhere or cannot be asked.</summary>
    public EtcdAccess? EtcdAccess { get; init; }

    /// <summary>Whether a machine's Node can run pods.</summary>
    public bool IsNodeReady(string? node) => NodeOf(node) is Observed<V1Node>.Found(var found) && NodeCheck.IsReady(found);

    /// <summary>A machine's Node; Absent for one that was not looked for.</summary>
    public Observed<V1Node> NodeOf(string? name) => name is not null && Nodes.TryGetValue(name, out var node) ? node : new Observed<V1Node>.Absent();
}
