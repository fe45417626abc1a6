using Slipway.Api.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>A field of a Pod.</summary>
[MapAtomic]
public sealed class ObjectFieldSelector
{
    /// <summary>Version in whose terms the path is written. Default v1.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Path of the field.</summary>
    [Required]
    public string? FieldPath { get; set; }
}
