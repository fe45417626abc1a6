using Slipway.Api.Schemas;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Status in the terms of v1beta1.</summary>
public sealed class DeprecatedV1Beta1Status
{
    /// <summary>Observations about the object, one a type.</summary>
    public List<DeprecatedCondition>? Conditions { get; set; }

    /// <summary>For a person: why it failed for good.</summary>
    [Length(1, 10240)]
    public string? FailureMessage { get; set; }

    /// <summary>One word why it failed for good.</summary>
    public string? FailureReason { get; set; }
}
