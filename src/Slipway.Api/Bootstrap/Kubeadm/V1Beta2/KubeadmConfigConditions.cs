namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Types of a KubeadmConfig's conditions.</summary>
public static class KubeadmConfigConditions
{
    /// <summary>The summary of the others.</summary>
    public const string Ready = "Ready";

    /// <summary>The certificate authorities that it needs are there.</summary>
    public const string CertificatesAvailable = "CertificatesAvailable";

    /// <summary>The Secret with the boot data is there.</summary>
    public const string DataSecretAvailable = "DataSecretAvailable";

    /// <summary>Controllers leave the object alone. Good when False.</summary>
    public const string Paused = "Paused";
}
