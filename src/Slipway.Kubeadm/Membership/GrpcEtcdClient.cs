using System.Collections.Immutable;
using Grpc.Core;
using Grpc.Net.Client;
using Slipway.Etcd.Rpc;

namespace Slipway.Kubeadm.Membership;

/// <summary>The conversation over one gRPC channel, whose few calls share one connection.</summary>
/// <param name="channel">The channel; disposed with the client.</param>
/// <param name="node">The member's Node, for messages.</param>
internal sealed class GrpcEtcdClient(GrpcChannel channel, string node) : IEtcdClient
{
    // etcd answers these from memory; what takes longer is not going to come.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    private readonly Cluster.ClusterClient _cluster = new(channel);
    private readonly Maintenance.MaintenanceClient _maintenance = new(channel);

    /// <inheritdoc/>
    public async Task<EtcdSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var status = await CallAsync("Status", o => _maintenance.StatusAsync(new StatusRequest(), o), cancellationToken);
        var members = await CallAsync(
            "MemberList", o => _cluster.MemberListAsync(new MemberListRequest { Linearizable = true }, o), cancellationToken);
        var alarms = await CallAsync("Alarm", o => _maintenance.AlarmAsync(new AlarmRequest(), o), cancellationToken);
        return new(
            [.. members.Members.Select(m => new EtcdMember(m.ID, m.Name, m.IsLearner, AlarmsOf(alarms, m.ID)))],
            status.Leader);
    }

    /// <inheritdoc/>
    public async Task MoveLeaderAsync(ulong memberId, CancellationToken cancellationToken) =>
        await CallAsync("MoveLeader", o => _maintenance.MoveLeaderAsync(new MoveLeaderRequest { TargetID = memberId }, o), cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveMemberAsync(ulong memberId, CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync("MemberRemove", o => _cluster.MemberRemoveAsync(new MemberRemoveRequest { ID = memberId }, o), cancellationToken);
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

    private async Task<T> CallAsync<T>(string operation, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(CallTimeout);
        try
        {
            using var running = call(new CallOptions(cancellationToken: timeout.Token));
            return await running;
        }
        catch (Exception e) when (e is RpcException or HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var detail = e is RpcException rpc ? rpc.Status.Detail : e.Message;
            throw new EtcdException($"etcd {operation} on Node {node}: {detail}", e);
        }
    }
}
