using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>An object in the same namespace.</summary>
[MapAtomic]
public sealed class LocalObjectReference
{
    /// <summary>Its name.</summary>
    [Default("")]
    public string? Name { get; set; }
}
