namespace Slipway.Kubeadm.KubeadmTypes;

/// <summary>The versions of kubeadm's configuration files, oldest first.</summary>
internal enum KubeadmApi
{
    /// <summary><c>kubeadm.k8s.io/v1beta2</c>, written for Kubernetes 1.17 to 1.21.</summary>
    V1Beta2,

    /// <summary><c>kubeadm.k8s.io/v1beta3</c>, read by kubeadm 1.22 and later.</summary>
    V1Beta3,

    /// <summary><c>kubeadm.k8s.io/v1beta4</c>, read by kubeadm 1.31 and later.</summary>
    V1Beta4,
}
