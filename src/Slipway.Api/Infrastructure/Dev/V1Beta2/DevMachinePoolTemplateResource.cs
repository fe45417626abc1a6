using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>DevMachinePools to be made.</summary>
public sealed class DevMachinePoolTemplateResource
{
    /// <summary>Their labels and annotations.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Their spec.</summary>
    [Required]
    public DevMachinePoolSpec? Spec { get; set; }
}
