using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Membership;

/// <summary>
/// Asks etcd clusters who their members are, and changes that. An answer is kept while the etcd pods have not changed, for
/// a minute at most, so that a stream of events does not become a stream of handshakes.
/// </summary>
/// <param name="clients">Opens conversations.</param>
/// <param name="time">The age of answers.</param>
internal sealed class EtcdInspector(IEtcdClientFactory clients, TimeProvider time)
{
    private static readonly TimeSpan AnswerLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UnsettledLifetime = TimeSpan.FromMilliseconds(500);

    // Whoever is silent costs each pass its time-out: it is not asked in every one.
    private static readonly TimeSpan SilenceLifetime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<ObjectKey, Answer> _answers = new();

    /// <summary>Members, alarms and leader; Unknown when no member answered.</summary>
    public async ValueTask<Observed<EtcdSnapshot>> ObserveAsync(EtcdAccess access, CancellationToken cancellationToken)
    {
        if (_answers.TryGetValue(access.Cluster, out var known) && known.Fingerprint == access.Fingerprint && time.GetUtcNow() < known.ValidUntil)
        {
            return known.Snapshot;
        }

        var snapshot = await AskAsync(access, cancellationToken);
        _answers[access.Cluster] = new(access.Fingerprint, snapshot, time.GetUtcNow() + LifetimeOf(access, snapshot));
        return snapshot;
    }

    /// <summary>Hands leadership to the first of some members that takes it.</summary>
    /// <param name="access">By what etcd is reached.</param>
    /// <param name="leader">The leader, which alone can do it.</param>
    /// <param name="candidates">Those who could take over, the best first.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <exception cref="EtcdException">None took it.</exception>
    public async ValueTask MoveLeaderAsync(
        EtcdAccess access, EtcdMember leader, ImmutableArray<EtcdMember> candidates, CancellationToken cancellationToken)
    {
        await using var client = clients.Create(access.Workload, leader.Name, access.Credentials);
        _answers.TryRemove(access.Cluster, out _);
        var refusals = new List<string>();
        EtcdException? last = null;
        foreach (var candidate in candidates)
        {
            try
            {
                await client.MoveLeaderAsync(candidate.Id, cancellationToken);
                return;
            }
            catch (EtcdException e) when (!cancellationToken.IsCancellationRequested)
            {
                refusals.Add($"to {candidate.Name}: {e.Message}");
                last = e;
            }

            // Where the answer was lost, not the request, it is done; and one that answers nothing any more hands nothing on.
            if (await LeadsStillAsync(client, leader, cancellationToken) is not { } leads)
            {
                break;
            }

            if (!leads)
            {
                return;
            }
        }

        throw new EtcdException($"leadership of etcd could not move from {leader.Name}: {string.Join("; ", refusals)}", last);
    }

    /// <summary>Takes a member out, asking the member on a Node that stays.</summary>
    public async ValueTask RemoveMemberAsync(EtcdAccess access, string askedNode, ulong member, CancellationToken cancellationToken)
    {
        await using var client = clients.Create(access.Workload, askedNode, access.Credentials);
        _answers.TryRemove(access.Cluster, out _);
        await client.RemoveMemberAsync(member, cancellationToken);
    }

    /// <summary>Drops what is known of a cluster.</summary>
    public void Forget(ObjectKey cluster) => _answers.TryRemove(cluster, out _);

    private static TimeSpan LifetimeOf(EtcdAccess access, Observed<EtcdSnapshot> snapshot) => snapshot switch
    {
        Observed<EtcdSnapshot>.Found(var etcd) when IsSettled(access, etcd) => AnswerLifetime,
        Observed<EtcdSnapshot>.Found(var etcd) when etcd.Members.Any(m => m.Silence is not null) => SilenceLifetime,
        _ => UnsettledLifetime,
    };

    /// <summary>Whether every ready pod is a voting member that does well, and every member such a pod.</summary>
    private static bool IsSettled(EtcdAccess access, EtcdSnapshot etcd) =>
        etcd.Members.Length == access.Nodes.Length
        && access.Nodes.All(n => etcd.On(n) is { IsLearner: false, Alarms.IsEmpty: true, IsResponsive: true });

    /// <summary>Whether a member leads by its own word; null when it says nothing.</summary>
    private static async ValueTask<bool?> LeadsStillAsync(IEtcdClient client, EtcdMember leader, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetStatusAsync(cancellationToken)).LeaderId is var now && (now == 0 || now == leader.Id);
        }
        catch (EtcdException)
        {
            return null;
        }
    }

    private async Task<Observed<EtcdSnapshot>> AskAsync(EtcdAccess access, CancellationToken cancellationToken)
    {
        var members = new List<(string Node, IEtcdClient Client)>();
        try
        {
            members.AddRange(access.Nodes.Select(node => (node, clients.Create(access.Workload, node, access.Credentials))));
            return await AskAsync(members, cancellationToken);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // No key is told of, only that it does not do.
            return new Observed<EtcdSnapshot>.Unknown(
                ErrorCodes.InvalidSpecification, $"the {(access.Credentials.IsClient ? "client certificate" : "authority")} for etcd cannot be used: {e.Message}");
        }
        finally
        {
            foreach (var (_, client) in members)
            {
                await client.DisposeAsync();
            }
        }
    }

    /// <summary>Each member tells of itself, and one that has a leader of them all.</summary>
    private static async Task<Observed<EtcdSnapshot>> AskAsync(List<(string Node, IEtcdClient Client)> members, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(members.Select(m => AskMemberAsync(m.Node, m.Client, cancellationToken)));
        var problem = answers.Select(a => a.Silence).FirstOrDefault(s => s is not null) ?? "no member of etcd has a leader";
        foreach (var answer in answers.Where(a => a.Status is { LeaderId: not 0 }).OrderByDescending(a => a.IsLeader))
        {
            try
            {
                var list = await answer.Client.ListMembersAsync(cancellationToken);
                return new Observed<EtcdSnapshot>.Found(new(
                    [.. list.Members.Select(member => WithAnswer(member, list.ClusterId, answers))], answer.Status!.LeaderId));
            }
            catch (Exception e) when (IsSilence(e))
            {
                problem = e.Message;
            }
        }

        return new Observed<EtcdSnapshot>.Unknown(ErrorCodes.WorkloadClusterUnreachable, problem);
    }

    private static async Task<MemberAnswer> AskMemberAsync(string node, IEtcdClient client, CancellationToken cancellationToken)
    {
        try
        {
            return new(node, client, await client.GetStatusAsync(cancellationToken), Silence: null);
        }
        catch (Exception e) when (IsSilence(e))
        {
            return new(node, client, Status: null, e.Message);
        }
    }

    private static bool IsSilence(Exception exception) => exception is IOException or KubeApiException or HttpRequestException;

    private static EtcdMember WithAnswer(EtcdMember member, ulong clusterId, MemberAnswer[] answers) =>
        Array.Find(answers, a => a.Node == member.Name) switch
        {
            null => member,
            { Silence: { } silence } => member with { Silence = silence },
            { Status: { LeaderId: 0 } } => member with { Fault = "has no leader" },
            { Status: { } status } when status.ClusterId != clusterId => member with { Fault = "takes itself to be in another etcd cluster" },
            _ => member,
        };

    private sealed record MemberAnswer(string Node, IEtcdClient Client, EtcdMemberStatus? Status, string? Silence)
    {
        public bool IsLeader => Status is { } status && status.LeaderId == status.MemberId;
    }

    private sealed record Answer(string Fingerprint, Observed<EtcdSnapshot> Snapshot, DateTimeOffset ValidUntil);
}
