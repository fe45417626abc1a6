using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>DevClusters to be made.</summary>
public sealed class DevClusterTemplateResource
{
    /// <summary>Their labels and annotations.</summary>
    public ObjectMeta? Metadata { get; set; }

    /// <summary>Their spec. Immutable.</summary>
    [Required]
    public DevClusterSpec? Spec { get; set; }
}
