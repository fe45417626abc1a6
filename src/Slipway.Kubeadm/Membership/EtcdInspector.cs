using System.Collections.Concurrent;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Membership;

/// <summary>
/// Asks etcd clusters who their members are, and changes that. One handshake an answer; an answer is kept while the etcd
/// pods have not changed, for a minute at most, so that a stream of events does not become a stream of handshakes.
/// </summary>
/// <param name="clients">Opens conversations.</param>
/// <param name="time">The age of answers.</param>
internal sealed class EtcdInspector(IEtcdClientFactory clients, TimeProvider time)
{
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnsettledLifetime = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<ObjectKey, Answer> _answers = new();

    /// <summary>Members, alarms and leader; Unknown when no member answered.</summary>
    public async ValueTask<Observed<EtcdSnapshot>> ObserveAsync(EtcdAccess access, CancellationToken cancellationToken)
    {
        if (_answers.TryGetValue(access.Cluster, out var known) && known.Fingerprint == access.Fingerprint && time.GetUtcNow() < known.ValidUntil)
        {
            return known.Snapshot;
        }

        var snapshot = await AskAsync(access, cancellationToken);
        var lifetime = snapshot is Observed<EtcdSnapshot>.Found(var found) && IsSettled(access, found) ? AnswerLifetime : UnsettledLifetime;
        _answers[access.Cluster] = new(access.Fingerprint, snapshot, time.GetUtcNow() + lifetime);
        return snapshot;
    }

    /// <summary>Hands leadership from the member on a Node to another member.</summary>
    public async ValueTask MoveLeaderAsync(EtcdAccess access, string leaderNode, ulong to, CancellationToken cancellationToken)
    {
        await using var client = clients.Create(access.Workload, leaderNode, access.Authority);
        _answers.TryRemove(access.Cluster, out _);
        await client.MoveLeaderAsync(to, cancellationToken);
    }

    /// <summary>Takes a member out, asking the member on a Node that stays.</summary>
    public async ValueTask RemoveMemberAsync(EtcdAccess access, string askedNode, ulong member, CancellationToken cancellationToken)
    {
        await using var client = clients.Create(access.Workload, askedNode, access.Authority);
        _answers.TryRemove(access.Cluster, out _);
        await client.RemoveMemberAsync(member, cancellationToken);
    }

    /// <summary>Drops what is known of a cluster.</summary>
    public void Forget(ObjectKey cluster) => _answers.TryRemove(cluster, out _);

    /// <summary>Whether every ready pod is a voting member without alarms, and every member such a pod.</summary>
    private static bool IsSettled(EtcdAccess access, EtcdSnapshot etcd) =>
        etcd.Members.Length == access.Nodes.Length
        && access.Nodes.All(n => etcd.On(n) is { IsLearner: false, Alarms.IsEmpty: true });

    private async ValueTask<Observed<EtcdSnapshot>> AskAsync(EtcdAccess access, CancellationToken cancellationToken)
    {
        var problem = "no etcd pod is ready";
        foreach (var node in access.Nodes)
        {
            try
            {
                await using var client = clients.Create(access.Workload, node, access.Authority);
                return new Observed<EtcdSnapshot>.Found(await client.ReadAsync(cancellationToken));
            }
            catch (Exception e) when (e is IOException or KubeApiException or HttpRequestException)
            {
                problem = e.Message;
            }
        }

        return new Observed<EtcdSnapshot>.Unknown(ErrorCodes.WorkloadClusterUnreachable, problem);
    }

    private sealed record Answer(string Fingerprint, Observed<EtcdSnapshot> Snapshot, DateTimeOffset ValidUntil);
}
