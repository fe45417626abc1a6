using System.Globalization;
using System.Text;

namespace Slipway.Cel.Values;

/// <summary>Doubles as Go's <c>strconv.FormatFloat(x, 'g', -1, 64)</c> writes them: the texts appear in values and messages.</summary>
internal static class GoNumberFormat
{
    // With the shortest precision, %g takes the exponent form below 1e-4 and from 1e6 on.
    private const int LowestPlainExponent = -4;
    private const int HighestPlainExponent = 6;

    public static string Shortest(double value)
    {
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        var (digits, exponent) = Digits(Math.Abs(value));
        var text = new StringBuilder(24);
        if (value < 0)
        {
            text.Append('-');
        }

        if (exponent is < LowestPlainExponent or >= HighestPlainExponent)
        {
            AppendExponentForm(text, digits, exponent);
        }
        else
        {
            AppendPlain(text, digits, exponent);
        }

        return text.ToString();
    }

    /// <summary>Without an exponent: Go's <c>'f'</c> format with as many digits as needed.</summary>
    public static string Plain(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var (digits, exponent) = Digits(Math.Abs(value));
        var text = new StringBuilder(24);
        if (value < 0)
        {
            text.Append('-');
        }

        AppendPlain(text, digits, exponent);
        return text.ToString();
    }

    // The significant digits and the power of ten of the first one.
    private static (string Digits, int Exponent) Digits(double value)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var first = digits.AsSpan().IndexOfAnyInRange('1', '9');
        exponent += (point < 0 ? mantissa.Length : point) - 1 - first;
        return (digits.Trim('0'), exponent);
    }

    private static void AppendExponentForm(StringBuilder text, string digits, int exponent)
    {
        text.Append(digits[0]);
        if (digits.Length > 1)
        {
            text.Append('.').Append(digits, 1, digits.Length - 1);
        }

        text.Append('e').Append(exponent < 0 ? '-' : '+').Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture));
    }

    private static void AppendPlain(StringBuilder text, string digits, int exponent)
    {
        if (exponent < 0)
        {
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
        }
        else if (digits.Length <= exponent + 1)
        {
            text.Append(digits).Append('0', exponent + 1 - digits.Length);
        }
        else
        {
            text.Append(digits, 0, exponent + 1).Append('.').Append(digits, exponent + 1, digits.Length - exponent - 1);
        }
    }
}
