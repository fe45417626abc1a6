using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>A step of an upgrade plan.</summary>
public sealed class UpgradePlanVersion
{
    /// <summary>Kubernetes version of the step.</summary>
    [Required, Length(1, 256)]
    public string? Version { get; set; }
}
