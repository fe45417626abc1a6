using System.Collections.Concurrent;
using System.Collections.Immutable;
using k8s.Models;
using Slipway.Core.Clusters;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Authorities;

/// <summary>
/// Whether a cluster's authorities can be used, and are those that it was made with: nothing new may be certified by another authority than
/// the cluster trusts. Each Secret is read once a version.
/// </summary>
internal sealed class AuthorityInspector
{
    // By cluster and Secret; lost with the process, which only costs reading once more.
    private readonly ConcurrentDictionary<(ObjectKey Cluster, string Secret), (string Version, AuthorityFacts Facts)> _read = new();

    /// <summary>What is wrong, a line a Secret; nothing when all is well.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="set">Its authorities.</param>
    /// <param name="kubeconfig">The kubeconfig that the control plane made; null for none, or for the user's.</param>
    /// <param name="now">The time now.</param>
    public ImmutableArray<string> Problems(ObjectKey cluster, AuthoritySet set, V1Secret? kubeconfig, DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var purpose in AuthoritySecrets.Purposes)
        {
            if (set[purpose] is not { } secret)
            {
                continue;
            }

            var facts = Read(cluster, secret, s => AuthorityReader.Read(s, purpose));
            if (facts.Problem is { } problem)
            {
                problems.Add(problem);
            }
            else if (facts.NotAfter < now)
            {
                problems.Add($"Secret {secret.Metadata.Name} has a certificate that ran out at {KubeTime.Format(facts.NotAfter.Value)}");
            }
            else if (purpose == AuthorityPurpose.Cluster && kubeconfig is not null && Trusted(cluster, kubeconfig) is { } trusted && trusted != facts.Thumbprint)
            {
                problems.Add(
                    $"Secret {secret.Metadata.Name} has another authority than Secret {kubeconfig.Metadata.Name} trusts: "
                    + "a cluster keeps the authority that it was made with");
            }
        }

        return problems.ToImmutable();
    }

    /// <summary>Drops what is kept of a cluster.</summary>
    public void Forget(ObjectKey cluster)
    {
        foreach (var key in _read.Keys.Where(k => k.Cluster == cluster))
        {
            _read.TryRemove(key, out _);
        }
    }

    private string? Trusted(ObjectKey cluster, V1Secret kubeconfig) => Read(
        cluster, kubeconfig, s => new(Problem: null, AuthorityReader.TrustedBy(s.Text(ClusterSecrets.ValueKey) ?? ""))).Thumbprint;

    private AuthorityFacts Read(ObjectKey cluster, V1Secret secret, Func<V1Secret, AuthorityFacts> read)
    {
        var (key, version) = ((cluster, secret.Metadata.Name), $"{secret.Metadata.Uid}/{secret.Metadata.ResourceVersion}");
        if (_read.TryGetValue(key, out var known) && known.Version == version)
        {
            return known.Facts;
        }

        var facts = read(secret);
        _read[key] = (version, facts);
        return facts;
    }
}
