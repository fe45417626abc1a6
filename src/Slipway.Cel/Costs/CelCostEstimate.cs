using System.Runtime.InteropServices;

namespace Slipway.Cel.Costs;

/// <summary>Lower and upper bound of a cost. Arithmetic saturates.</summary>
/// <param name="Min">Lower bound.</param>
/// <param name="Max">Upper bound; <see cref="ulong.MaxValue"/> where there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CelCostEstimate(ulong Min, ulong Max)
{
    /// <summary>No bound.</summary>
    public static CelCostEstimate Unknown => new(0, ulong.MaxValue);

    /// <summary>An exact cost.</summary>
    public static CelCostEstimate Fixed(ulong cost) => new(cost, cost);

    /// <summary>Sum.</summary>
    public CelCostEstimate Add(CelCostEstimate other) => new(CelCostMath.Add(Min, other.Min), CelCostMath.Add(Max, other.Max));

    /// <summary>Product.</summary>
    public CelCostEstimate Multiply(CelCostEstimate other) =>
        new(CelCostMath.Multiply(Min, other.Min), CelCostMath.Multiply(Max, other.Max));

    /// <summary>Product with a factor, rounded up.</summary>
    public CelCostEstimate MultiplyByCostFactor(double factor) => new(CelCostMath.Multiply(Min, factor), CelCostMath.Multiply(Max, factor));

    /// <summary>The bounds that hold both.</summary>
    public CelCostEstimate Union(CelCostEstimate other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));
}
