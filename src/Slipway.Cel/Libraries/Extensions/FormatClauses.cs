using System.Globalization;
using System.Text;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Values as the clauses of <c>format</c> write them; null where a clause does not take a value.</summary>
internal static class FormatClauses
{
    public static string Refusal(char clause, bool isFormer) => clause switch
    {
        's' => "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps",
        'd' => isFormer ? "decimal clause can only be used on integers" : $"decimal clause can only be used on {Numbers(isFormer)}",
        'f' => $"fixed-point clause can only be used on {Numbers(isFormer)}",
        'e' => $"scientific clause can only be used on {Numbers(isFormer)}",
        'b' => "only integers and bools can be formatted as binary",
        'o' => "octal clause can only be used on integers",
        _ => "only integers, byte buffers, and strings can be formatted as hex",
    };

    public static string? Text(CelValue value, bool isFormer)
    {
        var result = new StringBuilder();
        return NestedFormat.Append(result, value, isFormer, isNested: false) ? result.ToString() : null;
    }

    public static string? Decimal(CelValue value, bool isFormer) => value switch
    {
        CelInt or CelUInt => value.ToString(),
        CelDouble d when !isFormer => Special(d.Value) ?? GoNumberFormat.Plain(d.Value),
        _ => null,
    };

    public static string? Fixed(CelValue value, int precision, bool isFormer) =>
        Number(value, isFormer) is not { } number ? null : Special(number) ?? Rounded(number, precision);

    public static string? Scientific(CelValue value, int precision, bool isFormer)
    {
        if (Number(value, isFormer) is not { } number)
        {
            return null;
        }

        // Two digits of exponent at least, where .NET writes three.
        return Special(number) ?? number.ToString($"0.{new string('0', precision)}e+00", CultureInfo.InvariantCulture)
            .Replace(".e", "e", StringComparison.Ordinal);
    }

    public static string? Binary(CelValue value) => value switch
    {
        CelBool b => b.Value ? "1" : "0",
        CelInt i => Signed(i.Value, "B"),
        CelUInt u => u.Value.ToString("B", CultureInfo.InvariantCulture),
        _ => null,
    };

    public static string? Hex(CelValue value) => value switch
    {
        CelInt i => Signed(i.Value, "x"),
        CelUInt u => u.Value.ToString("x", CultureInfo.InvariantCulture),
        CelString s => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(s.Value)),
        CelBytes b => Convert.ToHexStringLower(b.Value.Span),
        _ => null,
    };

    public static string? Octal(CelValue value) => value switch
    {
        CelInt i => (i.Value < 0 ? "-" : "") + Octal(Magnitude(i.Value)),
        CelUInt u => Octal(u.Value),
        _ => null,
    };

    /// <summary>NaN and the infinities; null of other numbers.</summary>
    public static string? Special(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "Infinity" : double.IsNegativeInfinity(value) ? "-Infinity" : null;

    public static string Rounded(double value, int precision) => value.ToString($"F{precision}", CultureInfo.InvariantCulture);

    private static string Numbers(bool isFormer) => isFormer ? "doubles" : "ints, uints, and doubles";

    private static double? Number(CelValue value, bool isFormer) => value switch
    {
        CelDouble d => d.Value,
        CelInt i when !isFormer => i.Value,
        CelUInt u when !isFormer => u.Value,
        CelString { Value: "NaN" } => double.NaN,
        CelString { Value: "Infinity" } => double.PositiveInfinity,
        CelString { Value: "-Infinity" } => double.NegativeInfinity,
        _ => null,
    };

    private static string Signed(long value, string format) =>
        (value < 0 ? "-" : "") + Magnitude(value).ToString(format, CultureInfo.InvariantCulture);

    private static ulong Magnitude(long value) => value < 0 ? unchecked((ulong)-value) : (ulong)value;

    private static string Octal(ulong value)
    {
        var digits = new Stack<char>();
        do
        {
            digits.Push((char)('0' + (value & 7)));
            value >>= 3;
        }
        while (value > 0);
        return new string([.. digits]);
    }
}
