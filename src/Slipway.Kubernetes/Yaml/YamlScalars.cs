using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.Kubernetes.Yaml;

/// <summary>What an unquoted scalar means, by the rules of YAML 1.1 as Go's yaml.v2 has them.</summary>
internal static partial class YamlScalars
{
    /// <summary>Whether the text stands for something else than itself.</summary>
    public static bool IsSpecial(string text) => Resolve(text, out _) || TimestampPattern().IsMatch(text);

    /// <summary>The value a plain scalar stands for; false when that is the text itself, as it is of numbers beyond a double.</summary>
    public static bool Resolve(string text, out JsonNode? value)
    {
        value = null;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return true;
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                value = JsonValue.Create(true);
                return true;
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                value = JsonValue.Create(false);
                return true;
        }

        if (text[0] is not ((>= '0' and <= '9') or '+' or '-' or '.'))
        {
            return false;
        }

        var plain = text.Contains('_', StringComparison.Ordinal) ? text.Replace("_", "", StringComparison.Ordinal) : text;
        if (TryInteger(plain, out var integer))
        {
            value = JsonValue.Create(integer);
            return true;
        }

        if (FloatPattern().IsMatch(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            value = ulong.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var large)
                ? JsonValue.Create(large)
                : JsonValue.Create(number);
            return true;
        }

        return false;
    }

    /// <summary>Whether the text is a number that JSON cannot hold.</summary>
    public static bool IsNotFinite(string text) =>
        text.TrimStart('+', '-') is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN";

    // Go's base prefixes, 0 alone meaning octal.
    private static bool TryInteger(string text, out long value)
    {
        value = 0;
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var numberBase = digits switch
        {
            ['0', 'x' or 'X', ..] => 16,
            ['0', 'b' or 'B', ..] => 2,
            ['0', 'o' or 'O', ..] => 8,
            ['0', _, ..] => 0,
            _ => 10,
        };
        if (numberBase == 10)
        {
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        digits = digits[(numberBase == 0 ? 1 : 2)..];
        numberBase = numberBase == 0 ? 8 : numberBase;
        foreach (var digit in digits)
        {
            var place = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 16;
            if (place >= numberBase || value > (long.MaxValue - place) / numberBase)
            {
                return false;
            }

            value = (value * numberBase) + place;
        }

        value = negative ? -value : value;
        return digits.Length > 0;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FloatPattern();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimestampPattern();
}
