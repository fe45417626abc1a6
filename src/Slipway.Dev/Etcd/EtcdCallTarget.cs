namespace Slipway.Dev.Etcd;

/// <summary>The process that a gRPC call has reached: travels with the request.</summary>
/// <param name="Cluster">Its cluster.</param>
/// <param name="Member">Its name.</param>
internal sealed record EtcdCallTarget(EtcdCluster Cluster, string Member);
