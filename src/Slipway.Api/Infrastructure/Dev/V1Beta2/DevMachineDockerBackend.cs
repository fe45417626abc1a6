namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A machine that is a container.</summary>
public sealed class DevMachineDockerBackend
{
    /// <summary>How long its boot may take, a duration as <c>3m</c>. Default 3m.</summary>
    public string? BootstrapTimeout { get; set; }

    /// <summary>Image of the container. Unset: by Kubernetes version.</summary>
    public string? CustomImage { get; set; }

    /// <summary>Folders of the host mounted into it.</summary>
    public List<Mount>? ExtraMounts { get; set; }

    /// <summary>Images loaded into it before it boots.</summary>
    public List<string>? PreLoadImages { get; set; }
}
