using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>DevMachines to be made.</summary>
public sealed class DevMachineTemplateResource
{
    /// <summary>Their labels and annotations.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Their spec. Immutable.</summary>
    [Required]
    public DevMachineSpec? Spec { get; set; }
}
