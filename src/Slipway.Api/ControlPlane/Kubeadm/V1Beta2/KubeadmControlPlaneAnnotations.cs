namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>Annotations of the kubeadm control plane.</summary>
public static class KubeadmControlPlaneAnnotations
{
    /// <summary>CoreDNS is left alone.</summary>
    public const string SkipCoreDns = "controlplane.cluster.x-k8s.io/skip-coredns";

    /// <summary>kube-proxy is left alone.</summary>
    public const string SkipKubeProxy = "controlplane.cluster.x-k8s.io/skip-kube-proxy";

    /// <summary>A replacement is under way; its data as JSON.</summary>
    public const string RemediationInProgress = "controlplane.cluster.x-k8s.io/remediation-in-progress";

    /// <summary>On a Machine: what it replaces, as JSON.</summary>
    public const string RemediationFor = "controlplane.cluster.x-k8s.io/remediation-for";

    /// <summary>Holds a Machine until its etcd member is removed.</summary>
    public const string PreTerminateHook = "pre-terminate.delete.hook.machine.cluster.x-k8s.io/kcp-cleanup";
}
