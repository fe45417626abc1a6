using Slipway.Cel.Types;

namespace Slipway.Cel.Values;

/// <summary>Numbers of the three types, compared on one number line.</summary>
internal static class CelNumbers
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>-1, 0 or 1; null where one is NaN or no number.</summary>
    public static int? Compare(CelValue a, CelValue b) => (a, b) switch
    {
        (CelInt x, CelInt y) => x.Value.CompareTo(y.Value),
        (CelInt x, CelUInt y) => Compare(x.Value, y.Value),
        (CelInt x, CelDouble y) => -Compare(y.Value, x.Value),
        (CelUInt x, CelUInt y) => x.Value.CompareTo(y.Value),
        (CelUInt x, CelInt y) => -Compare(y.Value, x.Value),
        (CelUInt x, CelDouble y) => -Compare(y.Value, x.Value),
        (CelDouble x, CelDouble y) => double.IsNaN(x.Value) || double.IsNaN(y.Value) ? null : x.Value.CompareTo(y.Value),
        (CelDouble x, CelInt y) => Compare(x.Value, y.Value),
        (CelDouble x, CelUInt y) => Compare(x.Value, y.Value),
        _ => null,
    };

    public static bool AreEqual(CelValue a, CelValue b) => Compare(a, b) == 0;

    public static bool IsNumber(CelValue value) => value.Kind is CelKind.Int or CelKind.UInt or CelKind.Double;

    public static int Hash(long value) => value < 0 ? ((double)value).GetHashCode() : Hash((ulong)value);

    public static int Hash(ulong value) => ((double)value).GetHashCode();

    public static int Hash(double value) => value == 0 ? 0.0.GetHashCode() : value.GetHashCode();

    /// <summary>Shortest text that reads back as the same number, as Go's <c>%g</c> writes it.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "+Inf" : "-Inf";
        }

        return GoNumberFormat.Shortest(value);
    }

    private static int Compare(long a, ulong b) => a < 0 ? -1 : ((ulong)a).CompareTo(b);

    // An integer within the range of its type is compared as a double, as cel-spec has it: very large ones lose their last digits.
    private static int? Compare(double a, long b) =>
        double.IsNaN(a) ? null : a < -TwoTo63 ? -1 : a > TwoTo63 ? 1 : a.CompareTo(b);

    private static int? Compare(double a, ulong b) =>
        double.IsNaN(a) ? null : a < 0 ? -1 : a > TwoTo64 ? 1 : a.CompareTo(b);
}
