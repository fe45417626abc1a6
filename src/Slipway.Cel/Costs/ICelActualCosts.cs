using Slipway.Cel.Values;

namespace Slipway.Cel.Costs;

/// <summary>Costs of calls for a whole environment; asked after the overload's own and before the standard rules.</summary>
public interface ICelActualCosts
{
    /// <summary>The cost of a call; null to leave it to the standard rules.</summary>
    ulong? CallCost(string function, string overloadId, ReadOnlySpan<CelValue> arguments, CelValue result);
}
