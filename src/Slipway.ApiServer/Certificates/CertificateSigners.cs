namespace Slipway.ApiServer.Certificates;

/// <summary>The signers that every cluster has (certificates.k8s.io).</summary>
internal static class CertificateSigners
{
    public const string Group = "certificates.k8s.io";
    public const string Resource = "certificatesigningrequests";
    public const string Client = "kubernetes.io/kube-apiserver-client";
    public const string KubeletClient = "kubernetes.io/kube-apiserver-client-kubelet";
    public const string KubeletServing = "kubernetes.io/kubelet-serving";
    public const string LegacyUnknown = "kubernetes.io/legacy-unknown";
}
