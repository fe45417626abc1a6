using System.Globalization;

namespace Slipway.Cel.Values;

/// <summary>Texts of numbers as Go's <c>strconv</c> reads them.</summary>
internal static class GoNumberParser
{
    public static bool TryDouble(string text, out double value)
    {
        var unsigned = text.TrimStart('+', '-');
        if (unsigned.Length < text.Length - 1)
        {
            value = 0;
            return false;
        }

        var sign = text.StartsWith('-') ? -1 : 1;
        switch (unsigned.ToUpperInvariant())
        {
            case "INF" or "INFINITY":
                value = sign * double.PositiveInfinity;
                return true;
            case "NAN":
                value = double.NaN;
                return true;
        }

        return double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out value)
            && double.IsFinite(value);
    }
}
