using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What the template gives.</summary>
public sealed class DevMachineTemplateSpec
{
    /// <summary>The DevMachines to be made.</summary>
    [Required]
    public DevMachineTemplateResource? Template { get; set; }
}
