using System.Globalization;
using System.Text;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary><c>format</c>: a text with clauses such as <c>%s</c> or <c>%.3f</c>.</summary>
internal static class StringFormat
{
    private const int MaxPrecision = 100;
    private const int DefaultPrecision = 6;

    /// <param name="format">The text.</param>
    /// <param name="arguments">What the clauses show.</param>
    /// <param name="isFormer">Whether nested values are shown as literals, as former versions did.</param>
    public static CelValue Run(string format, CelList arguments, bool isFormer)
    {
        var result = new StringBuilder(format.Length + 16);
        var next = 0;
        for (var i = 0; i < format.Length;)
        {
            if (format[i] != '%')
            {
                result.Append(format[i++]);
                continue;
            }

            if (i + 1 < format.Length && format[i + 1] == '%')
            {
                result.Append('%');
                i += 2;
                continue;
            }

            if (next >= arguments.Count)
            {
                return new CelError(string.Create(CultureInfo.InvariantCulture, $"index {next} out of range"));
            }

            if (i + 1 >= format.Length)
            {
                return new CelError("unexpected end of string");
            }

            i++;
            if (Clause(format, ref i, arguments[next++], isFormer, result) is { } error)
            {
                return error;
            }
        }

        return new CelString(result.ToString());
    }

    private static CelError? Clause(string format, ref int position, CelValue value, bool isFormer, StringBuilder result)
    {
        if (Precision(format, ref position, out var precision) is { } problem)
        {
            return new CelError($"could not parse formatting clause: error while parsing precision: {problem}");
        }

        var clause = format[position++];
        var text = clause switch
        {
            's' => FormatClauses.Text(value, isFormer),
            'd' => FormatClauses.Decimal(value, isFormer),
            'f' => FormatClauses.Fixed(value, precision ?? DefaultPrecision, isFormer),
            'e' => FormatClauses.Scientific(value, precision ?? DefaultPrecision, isFormer),
            'b' => FormatClauses.Binary(value),
            'x' => FormatClauses.Hex(value),
            'X' => FormatClauses.Hex(value)?.ToUpperInvariant(),
            'o' => FormatClauses.Octal(value),
            _ => "",
        };
        if (!"sdfebxXo".Contains(clause, StringComparison.Ordinal))
        {
            return new CelError($"could not parse formatting clause: unrecognized formatting clause \"{clause}\"");
        }

        if (text is null)
        {
            return new CelError($"error during formatting: {FormatClauses.Refusal(clause, isFormer)}, was given {value.Type.Name}");
        }

        result.Append(text);
        return null;
    }

    private static string? Precision(string format, ref int position, out int? precision)
    {
        precision = null;
        if (format[position] != '.')
        {
            return null;
        }

        var start = ++position;
        while (position < format.Length && char.IsAsciiDigit(format[position]))
        {
            position++;
        }

        if (position >= format.Length)
        {
            return "could not find end of precision specifier";
        }

        if (!int.TryParse(format.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return "error while converting precision to integer: invalid syntax";
        }

        precision = value;
        return value > MaxPrecision
            ? string.Create(CultureInfo.InvariantCulture, $"precision {value} exceeds maximum allowed precision {MaxPrecision}")
            : null;
    }
}
