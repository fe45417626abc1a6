namespace Slipway.Kubeadm.Membership;

/// <summary>A conversation with one etcd member.</summary>
internal interface IEtcdClient : IAsyncDisposable
{
    /// <summary>Members, alarms and leader.</summary>
    /// <exception cref="EtcdException">etcd did not answer, or refused.</exception>
    Task<EtcdSnapshot> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Makes another member the leader. Only the leader itself can.</summary>
    /// <exception cref="EtcdException">etcd did not answer, or refused.</exception>
    Task MoveLeaderAsync(ulong memberId, CancellationToken cancellationToken);

    /// <summary>Takes a member out; one that is not there counts as taken out.</summary>
    /// <exception cref="EtcdException">etcd did not answer, or refused.</exception>
    Task RemoveMemberAsync(ulong memberId, CancellationToken cancellationToken);
}
