namespace Slipway.Cel.Costs;

/// <summary>Arithmetic that stops at the greatest number instead of overflowing.</summary>
internal static class CelCostMath
{
    private const double TwoTo64 = 18446744073709551616.0;

    public static ulong Add(ulong a, ulong b) => a > ulong.MaxValue - b ? ulong.MaxValue : a + b;

    public static ulong Multiply(ulong a, ulong b) => b != 0 && a > ulong.MaxValue / b ? ulong.MaxValue : a * b;

    public static ulong Multiply(ulong a, double factor)
    {
        var product = Math.Ceiling(a * factor);
        return product >= TwoTo64 ? ulong.MaxValue : (ulong)product;
    }
}
