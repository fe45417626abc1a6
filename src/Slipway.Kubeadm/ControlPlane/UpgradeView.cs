using k8s.Models;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Kubeadm.ControlPlane;

/// <summary>What the workload cluster holds that follows the control plane's version.</summary>
/// <param name="KubeadmConfig">kubeadm's record of the cluster's configuration.</param>
/// <param name="KubeProxy">The DaemonSet of kube-proxy; Absent where there is none, or it is not to be touched.</param>
/// <param name="CoreDns">The Deployment of CoreDNS; Absent where there is none, or it is not to be touched.</param>
internal sealed record UpgradeView(Observed<V1ConfigMap> KubeadmConfig, Observed<V1DaemonSet> KubeProxy, Observed<V1Deployment> CoreDns);
