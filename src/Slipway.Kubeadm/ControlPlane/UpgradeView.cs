using System.Collections.Immutable;
using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.ControlPlane.Rollout;

namespace Slipway.Kubeadm.ControlPlane;

/// <summary>What the workload cluster holds that follows the control plane's version.</summary>
internal sealed record UpgradeView
{
    /// <summary>kubeadm's record of the cluster's configuration; Absent while it is not looked at.</summary>
    public Observed<V1ConfigMap> KubeadmConfig { get; init; } = new Observed<V1ConfigMap>.Absent();

    /// <summary>What machines of the wanted version need that is not there.</summary>
    public ImmutableArray<WantedObject> Missing { get; init; } = [];

    /// <summary>Why it could not be found out what is missing; null for nothing.</summary>
    public PhaseResult? MissingFailure { get; init; }

    /// <summary>The DaemonSet of kube-proxy; Absent where there is none, or it is not to be touched.</summary>
    public Observed<V1DaemonSet> KubeProxy { get; init; } = new Observed<V1DaemonSet>.Absent();

    /// <summary>The Deployment of CoreDNS; Absent where there is none, or it is not to be touched.</summary>
    public Observed<V1Deployment> CoreDns { get; init; } = new Observed<V1Deployment>.Absent();

    /// <summary>The ConfigMap of CoreDNS; Absent while CoreDNS is as wanted.</summary>
    public Observed<V1ConfigMap> CoreDnsConfig { get; init; } = new Observed<V1ConfigMap>.Absent();

    /// <summary>The first read of an add-on that failed; null when all succeeded.</summary>
    public PhaseResult? AddOnFailure =>
        KubeProxy is Observed<V1DaemonSet>.Unknown(var code, var message) ? PhaseResult.FailWith(code, message)
        : CoreDns is Observed<V1Deployment>.Unknown(var dnsCode, var dnsMessage) ? PhaseResult.FailWith(dnsCode, dnsMessage)
        : CoreDnsConfig is Observed<V1ConfigMap>.Unknown(var mapCode, var mapMessage) ? PhaseResult.FailWith(mapCode, mapMessage)
        : null;
}
