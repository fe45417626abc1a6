using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What is wanted of the machine.</summary>
public sealed class DevMachineSpec
{
    /// <summary>What stands behind it.</summary>
    [Required]
    public DevMachineBackend? Backend { get; set; }

    /// <summary>Its identifier, equal to the Node's; set by the controller.</summary>
    [Length(1, 512)]
    public string? ProviderID { get; set; }
}
