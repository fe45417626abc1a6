using System.Globalization;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Floating-point numbers as Go's <c>%v</c> prints them: shortest digits, with an exponent from a million on.</summary>
public static class GoNumber
{
    // strconv.FormatFloat with the shortest precision.
    private const int ExponentFrom = 6;

    /// <summary>The number as <c>%v</c> prints it.</summary>
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

        // .NET and Go agree on the shortest digits, not on where an exponent begins and how it is written.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture).AsSpan();
        var exponent = int.Parse(scientific[(scientific.IndexOf('E') + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is >= -4 and < ExponentFrom)
        {
            return shortest.Contains('E', StringComparison.Ordinal)
                ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
                : shortest;
        }

        var sign = value < 0 ? "-" : "";
        var digits = Digits(shortest);
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>The number as Go's <c>encoding/json</c> writes it: without an exponent from a millionth up to 1e21.</summary>
    public static string Json(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0 || Math.Abs(value) is >= 1e-6 and < 1e21)
        {
            return shortest.Contains('E', StringComparison.Ordinal)
                ? decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
                : shortest;
        }

        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(shortest.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{shortest.AsSpan(0, end)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
    }

    private static string Digits(string shortest)
    {
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = (end < 0 ? shortest : shortest[..end]).TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        var digits = mantissa.TrimStart('0').TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
