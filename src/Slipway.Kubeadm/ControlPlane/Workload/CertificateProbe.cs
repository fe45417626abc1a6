using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Authentication;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Workload;

/// <summary>Asks API servers, machine by machine, when their certificates run out: by the first half of a TLS handshake.</summary>
/// <param name="time">Spaces attempts that failed.</param>
internal sealed class CertificateProbe(TimeProvider time)
{
    /// <summary>For how long an API server that did not answer is left alone.</summary>
    internal static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(ObjectKey Cluster, string Node), DateTimeOffset> _failed = new();

    /// <summary>When the certificate on a Node runs out; null when it could not be told now.</summary>
    public async ValueTask<DateTimeOffset?> AskAsync(
        ObjectKey cluster, IKubeClient workload, string node, int port, CancellationToken cancellationToken)
    {
        if (_failed.TryGetValue((cluster, node), out var failed) && time.GetUtcNow() < failed + RetryAfter)
        {
            return null;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            DateTimeOffset? expiry = null;
            await using var connection = await workload.PortForwardAsync(new("kube-system", StaticPods.ApiServer(node)), port, timeout.Token);
            await using var tls = new SslStream(connection);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = "kubernetes",
                // Only looked at: nothing is sent over this connection.
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    expiry = certificate is System.Security.Cryptography.X509Certificates.X509Certificate2 c ? new DateTimeOffset(c.NotAfter) : null;
                    return expiry is not null;
                },
            };
            await tls.AuthenticateAsClientAsync(options, timeout.Token);
            _failed.TryRemove((cluster, node), out _);
            return expiry;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is KubeApiException or HttpRequestException or IOException or AuthenticationException or OperationCanceledException or NotSupportedException)
        {
            _failed[(cluster, node)] = time.GetUtcNow();
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
