using Grpc.Core;
using Slipway.Etcd.Rpc;

namespace Slipway.Dev.Etcd;

/// <summary>etcd's <c>Cluster</c> service: its member list.</summary>
internal sealed class ClusterCalls : Cluster.ClusterBase
{
    public override Task<MemberListResponse> MemberList(MemberListRequest request, ServerCallContext context)
    {
        var target = context.Target();
        var response = new MemberListResponse { Header = target.Header() };
        response.Members.AddRange(target.Members());
        return Task.FromResult(response);
    }

    public override async Task<MemberRemoveResponse> MemberRemove(MemberRemoveRequest request, ServerCallContext context)
    {
        var target = context.Target();
        if (!await target.Cluster.RemoveAsync(request.ID, context.CancellationToken))
        {
            throw EtcdErrors.MemberNotFound();
        }

        var response = new MemberRemoveResponse { Header = target.Header() };
        response.Members.AddRange(target.Members());
        return response;
    }
}
