using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>Discovery by a kubeconfig file.</summary>
public sealed class FileDiscovery
{
    /// <summary>Content of the file, which the controller writes to the path. Unset: the file is there already.</summary>
    public FileDiscoveryKubeConfig? KubeConfig { get; set; }

    /// <summary>Path or URL of the kubeconfig.</summary>
    [Required, Length(1, 512)]
    public string? KubeConfigPath { get; set; }
}
