using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Where etcd runs: one of the two.</summary>
[MinProperties(1)]
public sealed class Etcd
{
    /// <summary>An etcd cluster that Slipway does not manage.</summary>
    public ExternalEtcd? External { get; set; }

    /// <summary>etcd stacked on the control plane machines.</summary>
    public LocalEtcd? Local { get; set; }
}
