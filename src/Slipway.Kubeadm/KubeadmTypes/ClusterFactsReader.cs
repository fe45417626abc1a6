using System.Globalization;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>Reads <see cref="ClusterFacts"/> out of a Cluster.</summary>
internal static class ClusterFactsReader
{
    /// <summary>The facts for machines of a version.</summary>
    public static ClusterFacts Of(Cluster cluster, KubernetesVersion version)
    {
        var network = cluster.Spec?.ClusterNetwork;
        return new(
            cluster.Metadata.Name, version.ToString(), Endpoint(cluster.Spec?.ControlPlaneEndpoint),
            Join(network?.Services), Join(network?.Pods), network?.ServiceDomain);
    }

    /// <summary><c>host:port</c>; null while either is missing.</summary>
    public static string? Endpoint(ApiEndpoint? endpoint)
    {
        if (endpoint is not { Host: { Length: > 0 } host, Port: > 0 and var port })
        {
            return null;
        }

        var bracketed = host.Contains(':') && host[0] != '[' ? $"[{host}]" : host;
        return string.Create(CultureInfo.InvariantCulture, $"{bracketed}:{port}");
    }

    private static string? Join(NetworkRanges? ranges) => ranges?.CidrBlocks is { Count: > 0 } blocks ? string.Join(',', blocks) : null;
}
