using System.Collections.Concurrent;
using System.Security.Authentication;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>Asks API servers, machine by machine, when their certificates run out: as any client sees them.</summary>
/// <param name="certificates">Looks at them.</param>
/// <param name="time">Spaces attempts that failed.</param>
internal sealed class CertificateProbe(IServerCertificates certificates, TimeProvider time)
{
    /// <summary>For how long an API server that did not answer is left alone.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // Whoever has a certificate of the user's keeps it, most likely.
    private static readonly TimeSpan RetryForeignAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    // When each that did not tell is asked again.
    private readonly ConcurrentDictionary<(ObjectKey Cluster, string Node), DateTimeOffset> _failed = new();

    /// <summary>When the certificate on a Node runs out; null when it could not be told now.</summary>
    public async ValueTask<DateTimeOffset?> AskAsync(
        ObjectKey cluster, IKubeClient workload, string node, int port, CancellationToken cancellationToken)
    {
        if (_failed.TryGetValue((cluster, node), out var again) && time.GetUtcNow() < again)
        {
            return null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await using var connection = await workload.PortForwardAsync(new("kube-system", StaticPods.ApiServer(node)), port, timeout.Token);
            var expiry = await certificates.ReadExpiryAsync(connection, timeout.Token);
            _failed.TryRemove((cluster, node), out _);
            return expiry;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is KubeApiException or HttpRequestException or IOException or AuthenticationException or OperationCanceledException or NotSupportedException)
        {
            _failed[(cluster, node)] = time.GetUtcNow() + (e is AuthenticationException ? RetryForeignAfter : RetryAfter);
            return null;
        }
    }

    /// <summary>Drops what is known of a cluster.</summary>
    public void Forget(ObjectKey cluster)
    {
        foreach (var key in _failed.Keys.Where(k => k.Cluster == cluster))
        {
            _failed.TryRemove(key, out _);
        }
    }
}
