using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>A Secret or ConfigMap that holds manifests.</summary>
public sealed class ResourceReference
{
    /// <summary>Which of the two.</summary>
    [Required, Enum(ResourceKind.Secret, ResourceKind.ConfigMap)]
    public string? Kind { get; set; }

    /// <summary>Its name.</summary>
    [Required, Length(1, 253)]
    public string? Name { get; set; }
}
