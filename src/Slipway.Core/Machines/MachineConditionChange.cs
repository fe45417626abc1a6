using Slipway.Api.Conditions;

namespace Slipway.Core.Machines;

/// <summary>What a condition of a Machine is to say.</summary>
/// <param name="Type">The condition's type, in v1beta1 too.</param>
/// <param name="State">What it says; null to take it away, in both forms.</param>
/// <param name="Deprecated">What its v1beta1 form says; null for a condition that has none.</param>
public readonly record struct MachineConditionChange(string Type, ConditionState? State, DeprecatedConditionState? Deprecated = null);
