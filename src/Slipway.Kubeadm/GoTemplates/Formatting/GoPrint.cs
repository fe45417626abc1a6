using System.Globalization;
using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>Values as Go prints them.</summary>
internal static class GoPrint
{
    /// <summary>How a template prints what is not there.</summary>
    public const string NoValue = "<no value>";

    /// <summary>One value; null as an argument of a function.</summary>
    public static string Value(object? value) => value switch
    {
        null => "<nil>",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        byte number => number.ToString(CultureInfo.InvariantCulture),
        double number => GoFloat.Format(number, 'g', -1),
        string text => text,
        IReadOnlyDictionary<string, object> map =>
            $"map[{string.Join(' ', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Value(p.Value)}"))}]",
        IReadOnlyList<object> list => $"[{string.Join(' ', list.Select(Value))}]",
        _ => throw new ArgumentException($"prints no {GoValue.TypeName(value)}"),
    };

    /// <summary>Values with blanks between two of which neither is a text.</summary>
    public static string Print(ReadOnlySpan<object?> values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && values[i] is not string && values[i - 1] is not string)
            {
                text.Append(' ');
            }

            text.Append(Value(values[i]));
        }

        return text.ToString();
    }

    /// <summary>Values with blanks between, and a line's end.</summary>
    public static string PrintLine(object?[] values) => string.Join(' ', values.Select(Value)) + "\n";

    /// <summary>The arguments of an escaping function as one text.</summary>
    public static string Arguments(object?[] values) => Print([.. values.Select(v => v ?? NoValue)]);
}
