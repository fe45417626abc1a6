using System.Collections.Immutable;
using k8s.Models;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Objects;
using Slipway.Kubeadm.Sources;

namespace Slipway.Kubeadm.Certificates;

/// <summary>The authorities of a cluster as they were found.</summary>
/// <param name="Secrets">One read a purpose.</param>
/// <param name="EtcdClient">The client certificate for an external etcd; null when etcd runs on the control plane.</param>
internal sealed record AuthoritySet(ImmutableDictionary<AuthorityPurpose, Observed<V1Secret>> Secrets, Observed<V1Secret>? EtcdClient)
{
    /// <summary>
    /// The client certificate by which controllers reach an etcd of the control plane whose authority's key the user keeps; null where that key is
    /// at hand.
    /// </summary>
    public Observed<V1Secret>? EtcdReader { get; init; }

    /// <summary>Those that are not there.</summary>
    public ImmutableArray<AuthorityPurpose> Missing =>
        [.. AuthoritySecrets.Purposes.Where(p => Secrets[p] is Observed<V1Secret>.Absent)];

    /// <summary>The first read that failed; null when all succeeded.</summary>
    public Observed<V1Secret>.Unknown? Failure =>
        Secrets.Values.Append(EtcdClient).OfType<Observed<V1Secret>.Unknown>().FirstOrDefault();

    /// <summary>Whether every Secret that the cluster needs is there, with its certificate. The key may be kept elsewhere.</summary>
    public bool IsComplete => Failure is null && Missing.IsEmpty && EtcdClient is not Observed<V1Secret>.Absent
        && Secrets.Values.Append(EtcdClient).All(s => s?.ValueOrNull is not { } secret || secret.Text(ClusterSecrets.CertificateKey) is not null);

    /// <summary>What is not there of what every machine needs: the certificate of the cluster's authority. Empty when it is.</summary>
    public string WorkerLacks(ObjectKey cluster) => Lack(AuthoritySecrets.Authority(cluster, AuthorityPurpose.Cluster), Secrets[AuthorityPurpose.Cluster]) ?? "";

    /// <summary>What is not there of what a control plane machine needs, by Secret and key; empty when all is.</summary>
    public string Lacks(ObjectKey cluster) => string.Join(
        ", ",
        AuthoritySecrets.Purposes.Select(p => Lack(AuthoritySecrets.Authority(cluster, p), Secrets[p]))
            .Append(Lack(AuthoritySecrets.EtcdClient(cluster), EtcdClient))
            .Where(l => l is not null));

    /// <summary>What is said of those that are not there, each by its purpose and its Secret.</summary>
    public string MissingMessage(ObjectKey cluster)
    {
        var names = AuthoritySecrets.Purposes.Select(p => (AuthoritySecrets.Authority(cluster, p), (Observed<V1Secret>?)Secrets[p]))
            .Append((AuthoritySecrets.EtcdClient(cluster), EtcdClient))
            .Where(s => Lack(s.Item1, s.Item2) is not null)
            .Select(s => s.Item1.Name)
            .ToList();
        var purposes = string.Join(", ", names.Select(n => n[(cluster.Name.Length + 1)..]));
        return $"Cluster {(names.Count == 1 ? "certificate" : "certificates")} for {purposes} {(names.Count == 1 ? "is" : "are")} not available, "
            + $"please check cluster certificate secrets: {string.Join(", ", names)}";
    }

    private static string? Lack(ObjectKey key, Observed<V1Secret>? secret) => secret switch
    {
        Observed<V1Secret>.Absent => $"there is no Secret {key.Name}",
        Observed<V1Secret>.Found(var found) when found.Text(ClusterSecrets.CertificateKey) is null =>
            $"Secret {key.Name} has no key {ClusterSecrets.CertificateKey}",
        _ => null,
    };

    /// <summary>The Secret of a purpose; null unless it was found.</summary>
    public V1Secret? this[AuthorityPurpose purpose] => Secrets[purpose].ValueOrNull;

    /// <summary>Reads all of a cluster's authorities.</summary>
    public static async ValueTask<AuthoritySet> ReadAsync(
        IObjectReader cache, ObjectKey cluster, bool externalEtcd, CancellationToken cancellationToken)
    {
        var secrets = ImmutableDictionary.CreateBuilder<AuthorityPurpose, Observed<V1Secret>>();
        foreach (var purpose in AuthoritySecrets.Purposes)
        {
            secrets[purpose] = await cache.ReadAsync(BuiltInTypes.Secret, AuthoritySecrets.Authority(cluster, purpose), cancellationToken);
        }

        var isKeyless = secrets[AuthorityPurpose.Etcd].ValueOrNull is { } etcd && etcd.KeyPair() is null;
        var client = externalEtcd || isKeyless
            ? await cache.ReadAsync(BuiltInTypes.Secret, AuthoritySecrets.EtcdClient(cluster), cancellationToken)
            : null;
        return new(secrets.ToImmutable(), externalEtcd ? client : null) { EtcdReader = externalEtcd ? null : client };
    }
}
