using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>How many Machines run a version.</summary>
public sealed class StatusVersion
{
    /// <summary>Number of Machines.</summary>
    [Bounds(1)]
    public int? Replicas { get; set; }

    /// <summary>Kubernetes version.</summary>
    [Required, Length(1, 256)]
    public string? Version { get; set; }
}
