using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What the template gives.</summary>
public sealed class DevMachinePoolTemplateSpec
{
    /// <summary>The DevMachinePools to be made.</summary>
    [Required]
    public DevMachinePoolTemplateResource? Template { get; set; }
}
