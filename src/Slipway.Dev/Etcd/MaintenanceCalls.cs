using Grpc.Core;
using Slipway.Etcd.Rpc;

namespace Slipway.Dev.Etcd;

/// <summary>etcd's <c>Maintenance</c> service: how a member is, and who leads.</summary>
internal sealed class MaintenanceCalls : Maintenance.MaintenanceBase
{
    private const string EtcdVersion = "3.5.15";

    public override Task<StatusResponse> Status(StatusRequest request, ServerCallContext context)
    {
        var target = context.Target();
        var response = new StatusResponse
        {
            Header = target.Header(),
            Version = EtcdVersion,
            Leader = target.Cluster.Leader?.Id ?? 0,
        };
        if (target.Cluster.Leader is null)
        {
            response.Errors.Add("etcdserver: no leader");
        }

        return Task.FromResult(response);
    }

    // Nothing here fills a disk or corrupts one: there are the alarms that are rehearsed.
    public override Task<AlarmResponse> Alarm(AlarmRequest request, ServerCallContext context)
    {
        var target = context.Target();
        var response = new AlarmResponse { Header = target.Header() };
        foreach (var member in target.Cluster.Members)
        {
            if (Enum.TryParse<AlarmType>(member.Alarm, ignoreCase: true, out var alarm))
            {
                response.Alarms.Add(new AlarmMember { MemberID = member.Id, Alarm = alarm });
            }
        }

        return Task.FromResult(response);
    }

    public override async Task<MoveLeaderResponse> MoveLeader(MoveLeaderRequest request, ServerCallContext context)
    {
        var target = context.Target();
        if (target.Cluster.Leader?.Name != target.Member)
        {
            throw EtcdErrors.NotLeader();
        }

        if (!await target.Cluster.MoveLeaderAsync(request.TargetID, context.CancellationToken))
        {
            throw EtcdErrors.MemberNotFound();
        }

        return new MoveLeaderResponse { Header = target.Header() };
    }
}
