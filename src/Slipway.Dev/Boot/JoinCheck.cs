using System.Text;
using k8s.Models;
using Slipway.Dev.Kubeadm;
using Slipway.Dev.Workload;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.Boot;

/// <summary>What <c>kubeadm join</c> finds out before it joins: whether it reaches its cluster, trusts it, and may join.</summary>
internal static class JoinCheck
{
    /// <summary>Why the machine cannot join now; null when it can. kubeadm asks again for a while, so the answer may change.</summary>
    public static async Task<BootFailureException?> RunAsync(
        BootstrapDiscovery discovery, WorkloadCluster cluster, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (CheckEndpoint(discovery, cluster) is { } unreachable)
        {
            return unreachable;
        }

        if (!discovery.HasToken)
        {
            return null;
        }

        var key = new ObjectKey("kube-system", $"bootstrap-token-{discovery.TokenId}");
        var secret = await cluster.Client.FindAsync(BuiltInTypes.Secret, key, cancellationToken);
        return CheckToken(discovery, secret, now);
    }

    internal static BootFailureException? CheckToken(BootstrapDiscovery discovery, V1Secret? secret, DateTimeOffset now)
    {
        if (secret is null || secret.Type != "bootstrap.kubernetes.io/token")
        {
            return Refused($"the cluster has no bootstrap token \"{discovery.TokenId}\"");
        }

        if (Text(secret, "token-id") != discovery.TokenId || Text(secret, "token-secret") != discovery.TokenSecret)
        {
            return Refused($"the bootstrap token \"{discovery.TokenId}\" has another secret in the cluster");
        }

        if (DateTimeOffset.TryParse(Text(secret, "expiration"), out var expiration) && expiration <= now)
        {
            return Refused($"the bootstrap token \"{discovery.TokenId}\" expired at {expiration:u}");
        }

        return Text(secret, "usage-bootstrap-authentication") == "true" && Text(secret, "usage-bootstrap-signing") == "true"
            ? null
            : Refused($"the bootstrap token \"{discovery.TokenId}\" must be usable for authentication and signing");
    }

    private static BootFailureException? CheckEndpoint(BootstrapDiscovery discovery, WorkloadCluster cluster)
    {
        var port = discovery.Endpoint[(discovery.Endpoint.LastIndexOf(':') + 1)..];
        if (cluster.ServingAuthorityPem is not { } authority || port != cluster.Port.ToString())
        {
            return new(BootFailureReasons.EndpointUnreachable, $"kubeadm join: nothing answers at {discovery.Endpoint}");
        }

        var pin = PublicKeyPin.Compute(authority);
        return discovery.CaCertHashes.IsEmpty || discovery.CaCertHashes.Contains(pin)
            ? null
            : new(BootFailureReasons.DiscoveryFailed, $"kubeadm join: the cluster at {discovery.Endpoint} has the authority {pin}, and caCertHashes names others");
    }

    private static BootFailureException Refused(string what) => new(BootFailureReasons.DiscoveryFailed, $"kubeadm join: {what}");

    private static string Text(V1Secret secret, string key) =>
        secret.Data?.TryGetValue(key, out var bytes) == true ? Encoding.UTF8.GetString(bytes) : "";
}
