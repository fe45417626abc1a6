using System.Collections.Immutable;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Membership;

/// <summary>By what a cluster's etcd is reached.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Workload">Its API server.</param>
/// <param name="Credentials">What its etcd wants to see.</param>
/// <param name="Nodes">The Nodes whose etcd pod is ready, those to ask first leading.</param>
internal sealed record EtcdAccess(ObjectKey Cluster, IKubeClient Workload, EtcdCredentials Credentials, ImmutableArray<string> Nodes)
{
    /// <summary>Changes when what is known of the etcd pods does; until then an answer may be used again.</summary>
    public required string Fingerprint { get; init; }
}
