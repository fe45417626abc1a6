using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A key of an environment file.</summary>
[MapAtomic]
public sealed class FileKeySelector
{
    /// <summary>The key.</summary>
    [Required]
    public string? Key { get; set; }

    /// <summary>Whether file and key may be missing. Default false.</summary>
    [Default(false)]
    public bool? Optional { get; set; }

    /// <summary>Path of the file in the volume; relative, without <c>..</c>.</summary>
    [Required]
    public string? Path { get; set; }

    /// <summary>Volume that holds the file.</summary>
    [Required]
    public string? VolumeName { get; set; }
}
