namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A folder of the host mounted into a container.</summary>
public sealed class Mount
{
    /// <summary>Path in the container.</summary>
    public string? ContainerPath { get; set; }

    /// <summary>Path on the host.</summary>
    public string? HostPath { get; set; }

    /// <summary>Whether the container may not write. Default false.</summary>
    public bool? ReadOnly { get; set; }
}
