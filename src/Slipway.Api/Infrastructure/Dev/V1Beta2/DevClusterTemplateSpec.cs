using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>What the template gives.</summary>
public sealed class DevClusterTemplateSpec
{
    /// <summary>The DevClusters to be made.</summary>
    [Required]
    public DevClusterTemplateResource? Template { get; set; }
}
