using Grpc.Core;
using Slipway.Etcd.Rpc;

namespace Slipway.Dev.Etcd;

/// <summary>What the answers of a member have in common.</summary>
internal static class EtcdCallContexts
{
    public static EtcdCallTarget Target(this ServerCallContext context) => context.GetHttpContext().Features.Get<EtcdCallTarget>()!;

    public static ResponseHeader Header(this EtcdCallTarget target) => new()
    {
        ClusterId = target.Cluster.ClusterId,
        MemberId = target.Cluster.Members.FirstOrDefault(m => m.Name == target.Member)?.Id ?? 0,
    };

    public static IEnumerable<Member> Members(this EtcdCallTarget target) => target.Cluster.Members.Select(m => new Member
    {
        ID = m.Id,
        Name = m.Name,
        PeerURLs = { $"https://{m.Name}:2380" },
        ClientURLs = { $"https://{m.Name}:2379" },
    });
}
