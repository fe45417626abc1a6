using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A file or folder of the machine mounted into a control plane Pod.</summary>
public sealed class HostPathMount
{
    /// <summary>Path on the machine.</summary>
    [Required, Length(1, 512)]
    public string? HostPath { get; set; }

    /// <summary>Path in the Pod.</summary>
    [Required, Length(1, 512)]
    public string? MountPath { get; set; }

    /// <summary>Name of the volume.</summary>
    [Required, Length(1, 512)]
    public string? Name { get; set; }

    /// <summary>What must be at the path, as a hostPath volume's type.</summary>
    public string? PathType { get; set; }

    /// <summary>Whether the Pod may not write. Default false.</summary>
    public bool? ReadOnly { get; set; }
}
