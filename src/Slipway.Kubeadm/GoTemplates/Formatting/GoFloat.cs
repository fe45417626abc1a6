using System.Globalization;

namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>Floating point numbers as Go writes them.</summary>
internal static class GoFloat
{
    // From which exponent on a number of as many digits as it takes is written with one.
    private const int ShortestLimit = 6;

    /// <summary>Writes a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="verb">e, E, f, F, g or G.</param>
    /// <param name="precision">Digits after the point, or with g all digits; -1 for as many as it takes to read the same number.</param>
    public static string Format(double value, char verb, int precision)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        return char.ToLowerInvariant(verb) switch
        {
            'f' => Fixed(value, precision),
            'e' => Exponent(value, verb, precision),
            _ => General(value, verb, precision),
        };
    }

    /// <summary>What <c>#</c> makes of a number: its point stays, and so many of its digits.</summary>
    /// <param name="text">The number without a sign.</param>
    /// <param name="digits">The least count of digits from the first that is not 0 on.</param>
    public static string Sharp(string text, int digits)
    {
        var end = text.IndexOfAny(['e', 'E']) is >= 0 and var at ? at : text.Length;
        var (mantissa, exponent) = (text[..end], text[end..]);
        var significant = mantissa == "0" ? 1 : mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length;
        var point = mantissa.Contains('.', StringComparison.Ordinal) ? "" : ".";
        return mantissa + point + new string('0', Math.Max(digits - significant, 0)) + exponent;
    }

    private static string Fixed(double value, int precision) => precision >= 0
        ? value.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Plain(Digits(value, -1));

    private static string Exponent(double value, char verb, int precision)
    {
        var (sign, digits, exponent) = Digits(value, precision < 0 ? -1 : precision + 1);
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return $"{sign}{digits[0]}{fraction}{(char.IsUpper(verb) ? 'E' : 'e')}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string General(double value, char verb, int precision)
    {
        var (sign, digits, exponent) = Digits(value, precision < 0 ? -1 : Math.Max(precision, 1));
        digits = digits.TrimEnd('0') is { Length: > 0 } kept ? kept : "0";

        var wanted = Math.Max(precision, 1);
        var limit = precision < 0 ? ShortestLimit : wanted > digits.Length && digits.Length >= exponent + 1 ? digits.Length : wanted;
        return exponent < -4 || exponent >= limit
            ? Exponent(value, verb is 'G' ? 'E' : 'e', digits.Length - 1)
            : Plain((sign, digits, exponent));
    }

    private static string Plain((string Sign, string Digits, int Exponent) number)
    {
        var (sign, digits, exponent) = number;
        return exponent < 0 ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : exponent + 1 >= digits.Length ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    // Without a count the fewest digits that read as the same number.
    private static (string Sign, string Digits, int Exponent) Digits(double value, int count)
    {
        var text = "";
        for (var digits = count < 0 ? 1 : count; digits <= Math.Max(count, 17); digits++)
        {
            text = value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (count >= 0 || double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            {
                break;
            }
        }

        var sign = text[0] == '-' ? "-" : "";
        var mantissa = text[sign.Length..text.IndexOf('E')].Replace(".", "", StringComparison.Ordinal);
        return (sign, mantissa, int.Parse(text.AsSpan(text.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
