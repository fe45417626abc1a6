using Slipway.Api.Schemas;

namespace Slipway.Api.Addons.V1Beta2;

/// <summary>What became of one Secret or ConfigMap.</summary>
public sealed class ResourceBinding
{
    /// <summary>Whether all of its manifests were applied.</summary>
    [Required]
    public bool? Applied { get; set; }

    /// <summary>Hash of the manifests that were applied last.</summary>
    [Length(1, 256)]
    public string? Hash { get; set; }

    /// <summary>Which of the two it is.</summary>
    [Required, Enum(ResourceKind.Secret, ResourceKind.ConfigMap)]
    public string? Kind { get; set; }

    /// <summary>When its manifests were applied last.</summary>
    public DateTime? LastAppliedTime { get; set; }

    /// <summary>Its name.</summary>
    [Required, Length(1, 253)]
    public string? Name { get; set; }
}
