using System.Collections.Immutable;
using System.Globalization;
using Grpc.Core;
using Slipway.Etcd.Rpc;

namespace Slipway.Kubeadm.Membership;

/// <summary>The conversation over one gRPC channel, whose few calls share one connection.</summary>
/// <param name="calls">Makes the channel's calls.</param>
/// <param name="channel">The channel; disposed with the client.</param>
/// <param name="node">The member's Node, for messages.</param>
internal sealed class GrpcEtcdClient(CallInvoker calls, IDisposable channel, string node) : IEtcdClient
{
    // etcd answers reads from memory, over a connection that the API server forwards: what takes longer is not going to come.
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(5);

    // A change waits for a quorum, and for an election when the leader is lost.
    private static readonly TimeSpan ChangeTimeout = TimeSpan.FromSeconds(15);

    private readonly Cluster.ClusterClient _cluster = new(calls);
    private readonly Maintenance.MaintenanceClient _maintenance = new(calls);

    /// <inheritdoc/>
    public async Task<EtcdMemberStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var status = await ReadAsync("Status", o => _maintenance.StatusAsync(new StatusRequest(), o), cancellationToken);
        return new(status.Header.ClusterId, status.Header.MemberId, status.Leader);
    }

    /// <inheritdoc/>
    public async Task<EtcdMemberList> ListMembersAsync(CancellationToken cancellationToken)
    {
        var list = await ReadAsync(
            "MemberList", o => _cluster.MemberListAsync(new MemberListRequest { Linearizable = true }, o), cancellationToken);
        var alarms = await ReadAsync("Alarm", o => _maintenance.AlarmAsync(new AlarmRequest(), o), cancellationToken);
        return new(list.Header.ClusterId, [.. list.Members.Select(m => new EtcdMember(m.ID, m.Name)
        {
            IsLearner = m.IsLearner,
            PeerUrls = [.. m.PeerURLs],
            Alarms = AlarmsOf(alarms, m.ID),
        })]);
    }

    /// <inheritdoc/>
    public async Task<ulong> AddMemberAsync(string peerUrl, bool asLearner, CancellationToken cancellationToken)
    {
        var request = new MemberAddRequest { PeerURLs = { peerUrl }, IsLearner = asLearner };
        return (await ChangeAsync("MemberAdd", o => _cluster.MemberAddAsync(request, o), cancellationToken)).Member.ID;
    }

    /// <inheritdoc/>
    public async Task PromoteMemberAsync(ulong memberId, CancellationToken cancellationToken) =>
        await ChangeAsync("MemberPromote", o => _cluster.MemberPromoteAsync(new MemberPromoteRequest { ID = memberId }, o), cancellationToken);

    /// <inheritdoc/>
    public async Task MoveLeaderAsync(ulong memberId, CancellationToken cancellationToken) =>
        await ChangeAsync("MoveLeader", o => _maintenance.MoveLeaderAsync(new MoveLeaderRequest { TargetID = memberId }, o), cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveMemberAsync(ulong memberId, CancellationToken cancellationToken)
    {
        try
        {
            await ChangeAsync("MemberRemove", o => _cluster.MemberRemoveAsync(new MemberRemoveRequest { ID = memberId }, o), cancellationToken);
        }
        catch (EtcdException e) when (e.InnerException is RpcException { StatusCode: StatusCode.NotFound })
        {
            // Removed before, by a call whose answer was lost.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ImmutableArray<string> AlarmsOf(AlarmResponse response, ulong memberId) =>
        [.. response.Alarms.Where(a => a.MemberID == memberId && a.Alarm != AlarmType.None).Select(a => a.Alarm.ToString().ToUpperInvariant())];

    /// <summary>What etcd said; or, when nothing reached it, why.</summary>
    private static string DetailOf(Exception exception) => exception switch
    {
        RpcException { Status: { DebugException: { } cause } } => cause.Message,
        RpcException { Status.Detail: var detail } => detail,
        _ => exception.Message,
    };

    private Task<T> ReadAsync<T>(string operation, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        CallAsync(operation, call, ReadTimeout, cancellationToken);

    private Task<T> ChangeAsync<T>(string operation, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        CallAsync(operation, call, ChangeTimeout, cancellationToken);

    private async Task<T> CallAsync<T>(
        string operation, Func<CallOptions, AsyncUnaryCall<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            using var running = call(new CallOptions(cancellationToken: timeout.Token));
            return await running;
        }
        catch (Exception e) when (e is RpcException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var detail = timeout.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds} s")
                : DetailOf(e);
            throw new EtcdException($"etcd {operation} on Node {node}: {detail}", e);
        }
    }
}
