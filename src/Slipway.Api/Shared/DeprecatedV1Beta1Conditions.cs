namespace Slipway.Api.Shared;

/// <summary>The conditions that clients of v1beta1 know.</summary>
public sealed class DeprecatedV1Beta1Conditions
{
    /// <summary>Observations about the object, one a type.</summary>
    public List<DeprecatedCondition>? Conditions { get; set; }
}
