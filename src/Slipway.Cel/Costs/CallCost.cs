using Slipway.Cel.Values;

namespace Slipway.Cel.Costs;

/// <summary>What the calls of one place of an expression cost.</summary>
/// <param name="function">The function.</param>
/// <param name="overloadId">The overload; empty where it is only known when called.</param>
/// <param name="own">The overload's own rule.</param>
/// <param name="environment">The environment's rules.</param>
internal sealed class CallCost(string function, string overloadId, CelActualCost? own, ICelActualCosts? environment)
{
    public ulong Of(ReadOnlySpan<CelValue> arguments, CelValue result) =>
        own?.Invoke(arguments, result)
        ?? environment?.CallCost(function, overloadId, arguments, result)
        ?? StandardCosts.CallCost(overloadId, arguments);
}
