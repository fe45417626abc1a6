namespace Slipway.Kubeadm.GoTemplates.Formatting;

/// <summary>One value by one verb.</summary>
internal static class GoVerb
{
    /// <summary>Formats a value; a verb that does not fit is told with the value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="verb">The verb; 0 for one beyond ASCII.</param>
    /// <param name="name">The verb as it stands there.</param>
    /// <param name="directive">What stands before it.</param>
    public static string Format(object? value, char verb, string name, Directive directive) => (value, verb) switch
    {
        (_, 'T') => directive.Pad(Truncate(GoValue.TypeName(value), directive)),
        (null, 'v') => directive.Pad("<nil>"),
        (null, _) => $"%!{name}(<nil>)",
        (bool flag, 't' or 'v') => directive.Pad(flag ? "true" : "false"),
        (byte number, 'v') when directive.Sharp => GoInteger.Format(number, 'x', directive)!,
        (byte number, _) => GoInteger.Format(number, verb, directive) ?? Bad(value, name, directive),
        (long number, _) => GoInteger.Format(number, verb, verb == 'v' ? directive with { Sharp = false } : directive)
            ?? Bad(value, name, directive),
        (double, 'b' or 'x' or 'X') => throw new ArgumentException("writes fractions with e, f, g and v only"),
        (double number, 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'v') => Float(number, verb, directive),
        (string text, 'v') => directive.Sharp
            ? GoQuote.Format(text, directive with { Sharp = false })
            : directive.Pad(Truncate(text, directive)),
        (string text, 's') => directive.Pad(Truncate(text, directive)),
        (string text, 'x' or 'X') => GoQuote.Hex(text, verb, directive),
        (string text, 'q') => GoQuote.Format(Truncate(text, directive), directive),
        (IReadOnlyDictionary<string, object> map, _) => Map(map, verb, name, directive),
        (IReadOnlyList<object> list, _) => List(list, verb, name, directive),
        _ => Bad(value, name, directive),
    };

    /// <summary>A value with its type.</summary>
    public static string Described(object? value, Directive directive) => value switch
    {
        null => "<nil>",

        // '#' makes v write values as in a program; to a fraction that is told for another verb's sake it is what it is to g.
        double number => $"{GoValue.TypeName(value)}={Float(number, 'g', directive)}",
        _ => $"{GoValue.TypeName(value)}={Format(value, 'v', "v", directive with { Sharp = false })}",
    };

    private static string Bad(object? value, string name, Directive directive) => $"%!{name}({Described(value, directive)})";

    private static string Map(IReadOnlyDictionary<string, object> map, char verb, string name, Directive directive)
    {
        var inGo = verb == 'v' && directive.Sharp;
        var entries = map.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{Format(p.Key, verb, name, directive)}:{Format(p.Value, verb, name, directive)}");
        return inGo ? $"{GoValue.TypeName(map)}{{{string.Join(", ", entries)}}}" : $"map[{string.Join(' ', entries)}]";
    }

    private static string List(IReadOnlyList<object> list, char verb, string name, Directive directive)
    {
        var inGo = verb == 'v' && directive.Sharp;
        var items = list.Select(i => Format(i, verb, name, directive));
        return inGo ? $"{GoValue.TypeName(list)}{{{string.Join(", ", items)}}}" : $"[{string.Join(' ', items)}]";
    }

    private static string Truncate(string text, Directive directive)
    {
        var at = 0;
        for (var count = 0; directive.Precision is { } most && at < text.Length; count++)
        {
            if (count == most)
            {
                return text[..at];
            }

            at += GoText.RuneAt(text, at).Length;
        }

        return text;
    }

    private static string Float(double number, char verb, Directive directive)
    {
        var precision = directive.Precision ?? (verb is 'e' or 'E' or 'f' or 'F' ? 6 : -1);
        var text = GoFloat.Format(number, verb == 'v' ? 'g' : verb, precision);
        var isNegative = text[0] == '-';
        var digits = text.TrimStart('+', '-');
        if (directive.Sharp && verb != 'v' && double.IsFinite(number))
        {
            digits = GoFloat.Sharp(digits, verb is 'g' or 'G' ? (precision < 0 ? 6 : precision) : 0);
        }

        var sign = isNegative ? "-" : directive.Plus ? "+" : directive.Space ? " " : "";
        var zeros = directive is { Zero: true, Minus: false, Width: { } width } && double.IsFinite(number)
            ? Math.Max(width - digits.Length - sign.Length, 0)
            : 0;
        return (directive with { Zero = false }).Pad(sign + new string('0', zeros) + digits);
    }
}
