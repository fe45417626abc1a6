using System.Globalization;
using System.Text;

namespace Slipway.ApiServer.Tables;

/// <summary>Reads the text of a <see cref="JsonPath"/>.</summary>
internal static class JsonPathParser
{
    // Steps are evaluated, and filters read, one within the other on the stack.
    private const int MaxSteps = 512;
    private const int MaxFilters = 16;

    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    public static List<JsonPathStep> Parse(string text, int filters = 0)
    {
        var path = text.Trim();
        if (path is ['{', .., '}'])
        {
            path = path[1..^1];
        }

        var steps = new List<JsonPathStep>();
        var i = path is ['$' or '@', ..] ? 1 : 0;
        while (i < path.Length)
        {
            i = path[i] switch
            {
                '.' => ReadField(path, i + 1, steps),
                '[' => ReadBracket(path, i, steps, filters),
                _ => throw new FormatException($"JSONPath {text}: unexpected '{path[i]}' at position {i}; a field begins with '.' or '['"),
            };
            if (steps.Count > MaxSteps)
            {
                throw new FormatException($"a JSONPath has more than {MaxSteps} steps");
            }
        }

        return steps;
    }

    private static int ReadField(string path, int start, List<JsonPathStep> steps)
    {
        var i = start;
        while (i < path.Length && path[i] is not ('.' or '['))
        {
            // A backslash keeps a dot in the name: metadata.labels.example\.com/x
            i += path[i] == '\\' && i + 1 < path.Length ? 2 : 1;
        }

        if (start < path.Length && path[start] == '.')
        {
            steps.Add(new JsonPathStep(JsonPathStepKind.Descendants));
        }
        else if (path[start..i] is { Length: > 0 } name)
        {
            steps.Add(name == "*" ? new JsonPathStep(JsonPathStepKind.All) : new JsonPathStep(JsonPathStepKind.Field, Unescape(name)));
        }

        return i;
    }

    // Quoted names are written with the escapes of unquoted ones too: metadata.labels['example\.com/x'], as in Cluster API's columns.
    private static string Unescape(string name)
    {
        if (!name.Contains('\\', StringComparison.Ordinal))
        {
            return name;
        }

        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            i += name[i] == '\\' && i + 1 < name.Length ? 1 : 0;
            text.Append(name[i]);
        }

        return text.ToString();
    }

    private static int ReadBracket(string path, int start, List<JsonPathStep> steps, int filters)
    {
        var end = ClosingBracket(path, start);
        var inside = path[(start + 1)..end].Trim();
        steps.Add(inside switch
        {
            "*" => new JsonPathStep(JsonPathStepKind.All),
            ['\'', .., '\''] or ['"', .., '"'] => new JsonPathStep(JsonPathStepKind.Field, Unescape(inside[1..^1])),
            ['?', '(', .., ')'] => Filter(inside[2..^1].Trim(), filters + 1),
            _ when int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) =>
                new JsonPathStep(JsonPathStepKind.Index, Index: index),
            _ when Slice(inside) is { } slice => slice,
            _ => throw new FormatException($"JSONPath {path}: [{inside}] is not an index, a slice, *, a quoted field or a filter"),
        });
        return end + 1;
    }

    private static JsonPathStep? Slice(string text)
    {
        if (text.Split(':') is not [var from, var to])
        {
            return null;
        }

        var start = 0;
        var end = 0;
        return (from.Length == 0 || int.TryParse(from, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out start))
            && (to.Length == 0 || int.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out end))
            ? new JsonPathStep(JsonPathStepKind.Slice, Index: start, End: to.Length == 0 ? null : end)
            : null;
    }

    private static JsonPathStep Filter(string condition, int filters)
    {
        if (filters > MaxFilters)
        {
            throw new FormatException($"a JSONPath has filters in filters, more than {MaxFilters} deep");
        }

        foreach (var op in Operators)
        {
            var at = condition.IndexOf(op, StringComparison.Ordinal);
            if (at > 0)
            {
                var literal = condition[(at + op.Length)..].Trim().Trim('"', '\'');
                return new JsonPathStep(JsonPathStepKind.Filter, literal) { Inner = Parse(condition[..at].Trim(), filters), Operator = op };
            }
        }

        return new JsonPathStep(JsonPathStepKind.Filter) { Inner = Parse(condition, filters) };
    }

    private static int ClosingBracket(string path, int start)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = start; i < path.Length; i++)
        {
            var c = path[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c is '[' or ']' && (depth += c == '[' ? 1 : -1) == 0)
            {
                return i;
            }
        }

        throw new FormatException($"JSONPath {path}: '[' at position {start} is not closed");
    }
}
