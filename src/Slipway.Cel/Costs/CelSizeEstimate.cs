using System.Runtime.InteropServices;

namespace Slipway.Cel.Costs;

/// <summary>Lower and upper bound of a size. Arithmetic saturates.</summary>
/// <param name="Min">Lower bound.</param>
/// <param name="Max">Upper bound; <see cref="ulong.MaxValue"/> where there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CelSizeEstimate(ulong Min, ulong Max)
{
    /// <summary>No bound.</summary>
    public static CelSizeEstimate Unknown => new(0, ulong.MaxValue);

    /// <summary>An exact size.</summary>
    public static CelSizeEstimate Fixed(ulong size) => new(size, size);

    /// <summary>Sum.</summary>
    public CelSizeEstimate Add(CelSizeEstimate other) => new(CelCostMath.Add(Min, other.Min), CelCostMath.Add(Max, other.Max));

    /// <summary>Product.</summary>
    public CelSizeEstimate Multiply(CelSizeEstimate other) =>
        new(CelCostMath.Multiply(Min, other.Min), CelCostMath.Multiply(Max, other.Max));

    /// <summary>Cost at so much a unit, rounded up.</summary>
    public CelCostEstimate MultiplyByCostFactor(double costPerUnit) =>
        new(CelCostMath.Multiply(Min, costPerUnit), CelCostMath.Multiply(Max, costPerUnit));

    /// <summary>Cost at a cost for each unit.</summary>
    public CelCostEstimate MultiplyByCost(CelCostEstimate cost) =>
        new(CelCostMath.Multiply(Min, cost.Min), CelCostMath.Multiply(Max, cost.Max));

    /// <summary>The bounds that hold both.</summary>
    public CelSizeEstimate Union(CelSizeEstimate other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));
}
