using System.Collections.Immutable;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Certificates;

/// <summary>The Secrets of a cluster's authorities.</summary>
internal static class AuthoritySecrets
{
    /// <summary>The four authorities in the order in which user data writes them.</summary>
    public static ImmutableArray<AuthorityPurpose> Purposes { get; } =
        [AuthorityPurpose.Cluster, AuthorityPurpose.Etcd, AuthorityPurpose.FrontProxy, AuthorityPurpose.ServiceAccount];

    /// <summary>The Secret of an authority.</summary>
    public static ObjectKey Authority(ObjectKey cluster, AuthorityPurpose purpose) => cluster with { Name = cluster.Name + Suffix(purpose) };

    /// <summary>The Secret of the API servers' client certificate for an external etcd.</summary>
    public static ObjectKey EtcdClient(ObjectKey cluster) => cluster with { Name = $"{cluster.Name}-apiserver-etcd-client" };

    /// <summary>The cluster whose authority, client certificate for etcd or kubeconfig a Secret is, as <c>namespace/name</c>; null for other Secrets.</summary>
    public static string? ClusterOf(KubeObject secret)
    {
        if (!secret.Metadata.Labels.TryGetValue(ClusterLabels.ClusterName, out var name)
            || !secret.Metadata.Name.StartsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        return secret.Metadata.Name[name.Length..] is "-ca" or "-etcd" or "-proxy" or "-sa" or "-kubeconfig" or "-apiserver-etcd-client"
            ? $"{secret.Metadata.Namespace}/{name}"
            : null;
    }

    private static string Suffix(AuthorityPurpose purpose) => purpose switch
    {
        AuthorityPurpose.Cluster => "-ca",
        AuthorityPurpose.Etcd => "-etcd",
        AuthorityPurpose.FrontProxy => "-proxy",
        _ => "-sa",
    };
}
