using Slipway.Api.Shared;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Status in the terms of v1beta1.</summary>
public sealed class DevDeprecatedV1Beta1Status
{
    /// <summary>Observations about the object, one a type.</summary>
    public List<DeprecatedCondition>? Conditions { get; set; }
}
