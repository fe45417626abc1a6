using Grpc.Core;

namespace Slipway.Dev.Etcd;

/// <summary>Failures as etcd words them (its <c>rpctypes</c>): clients compare the text.</summary>
internal static class EtcdErrors
{
    public static RpcException MemberNotFound() => new(new Status(StatusCode.NotFound, "etcdserver: member not found"));

    public static RpcException NotLeader() => new(new Status(StatusCode.FailedPrecondition, "etcdserver: not leader"));
}
