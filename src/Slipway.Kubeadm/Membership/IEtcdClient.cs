namespace Slipway.Kubeadm.Membership;

/// <summary>A conversation with one etcd member.</summary>
internal interface IEtcdClient : IAsyncDisposable
{
    /// <summary>What the member tells of itself.</summary>
    /// <exception cref="EtcdException">It did not answer.</exception>
    Task<EtcdMemberStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>The members and their alarms, as a quorum knows them.</summary>
    /// <exception cref="EtcdException">etcd did not answer, has no quorum, or the member is a learner.</exception>
    Task<EtcdMemberList> ListMembersAsync(CancellationToken cancellationToken);

    /// <summary>Announces a member that is to be started; gives its number.</summary>
    /// <param name="peerUrl">Where the other members will reach it, such as <c>https://10.0.0.7:2380</c>.</param>
    /// <param name="asLearner">Whether it has no vote until it is promoted.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EtcdException">etcd did not answer, or refused.</exception>
    Task<ulong> AddMemberAsync(string peerUrl, bool asLearner, CancellationToken cancellationToken);

    /// <summary>Gives a learner its vote. etcd refuses while it has not caught up.</summary>
    /// <exception cref="EtcdException">etcd did not answer, or refused.</exception>
    Task PromoteMemberAsync(ulong memberId, CancellationToken cancellationToken);

    /// <summary>Makes another member the leader. Only the leader itself can.</summary>
    /// <exception cref="EtcdException">etcd did not answer, or refused.</exception>
    Task MoveLeaderAsync(ulong memberId, CancellationToken cancellationToken);

    /// <summary>Takes a member out; one that is not there counts as taken out.</summary>
    /// <exception cref="EtcdException">etcd did not answer, or refused: for one, when too few of the others are up.</exception>
    Task RemoveMemberAsync(ulong memberId, CancellationToken cancellationToken);
}
