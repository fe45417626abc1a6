using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>What Machines made by an owner look like.</summary>
public sealed class MachineTemplateSpec
{
    /// <summary>Labels and annotations of the Machines.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Spec of the Machines.</summary>
    [Required]
    public MachineSpec? Spec { get; set; }
}
