using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>kubeadm's timeouts, in seconds. 0 means none; unset means kubeadm's default.</summary>
[MinProperties(1)]
public sealed class Timeouts
{
    /// <summary>Wait for control plane components to be healthy. kubeadm's default 240.</summary>
    [Bounds(0)]
    public int? ControlPlaneComponentHealthCheckSeconds { get; set; }

    /// <summary>Wait for discovery. kubeadm's default 300.</summary>
    [Bounds(0)]
    public int? DiscoverySeconds { get; set; }

    /// <summary>Limit of calls to etcd. kubeadm's default 120.</summary>
    [Bounds(0)]
    public int? EtcdAPICallSeconds { get; set; }

    /// <summary>Wait for the kubelet to be healthy. kubeadm's default 240.</summary>
    [Bounds(0)]
    public int? KubeletHealthCheckSeconds { get; set; }

    /// <summary>Limit of calls to the Kubernetes API. kubeadm's default 60.</summary>
    [Bounds(0)]
    public int? KubernetesAPICallSeconds { get; set; }

    /// <summary>Wait for the kubelet's TLS bootstrap. kubeadm's default 300.</summary>
    [Bounds(0)]
    public int? TlsBootstrapSeconds { get; set; }
}
