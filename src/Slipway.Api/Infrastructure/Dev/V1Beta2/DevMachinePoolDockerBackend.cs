namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Machines of a pool that are containers.</summary>
public sealed class DevMachinePoolDockerBackend
{
    /// <summary>Image of the containers. Unset: by Kubernetes version.</summary>
    public string? CustomImage { get; set; }

    /// <summary>Folders of the host mounted into them.</summary>
    public List<Mount>? ExtraMounts { get; set; }

    /// <summary>Images loaded into them before they boot.</summary>
    public List<string>? PreLoadImages { get; set; }
}
