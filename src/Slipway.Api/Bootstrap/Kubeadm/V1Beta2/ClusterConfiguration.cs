using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>kubeadm's cluster-wide configuration.</summary>
[MinProperties(1)]
public sealed class ClusterConfiguration
{
    /// <summary>Extra settings of kube-apiserver.</summary>
    public ApiServer? ApiServer { get; set; }

    /// <summary>Days that the certificate authorities are valid. Default 3650.</summary>
    [Bounds(1, 36500)]
    public int? CaCertificateValidityPeriodDays { get; set; }

    /// <summary>Days that other certificates are valid. Default 365.</summary>
    [Bounds(1, 1095)]
    public int? CertificateValidityPeriodDays { get; set; }

    /// <summary>Folder of the certificates on the machine. Default <c>/etc/kubernetes/pki</c>.</summary>
    [Length(1, 512)]
    public string? CertificatesDir { get; set; }

    /// <summary>Host and port, as <c>host:port</c>, by which machines reach the API server. Unset: from the Cluster.</summary>
    [Length(1, 512)]
    public string? ControlPlaneEndpoint { get; set; }

    /// <summary>Extra settings of kube-controller-manager.</summary>
    public ControlPlaneComponent? ControllerManager { get; set; }

    /// <summary>The cluster's DNS add-on.</summary>
    public Dns? Dns { get; set; }

    /// <summary>Kind of key for certificates. Default RSA-2048.</summary>
    [Enum(KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.Rsa2048, KeyAlgorithm.Rsa3072, KeyAlgorithm.Rsa4096)]
    public string? EncryptionAlgorithm { get; set; }

    /// <summary>etcd, on the machines themselves or external. Default local.</summary>
    public Etcd? Etcd { get; set; }

    /// <summary>kubeadm's feature gates.</summary>
    public Dictionary<string, bool>? FeatureGates { get; set; }

    /// <summary>Registry and path of the control plane's images. Unset: kubeadm's default.</summary>
    [Length(1, 512)]
    public string? ImageRepository { get; set; }

    /// <summary>Extra settings of kube-scheduler.</summary>
    public ControlPlaneComponent? Scheduler { get; set; }
}
