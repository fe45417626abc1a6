using System.Text;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>A path such as <c>.spec.ports['http']</c> that names a field by its schema.</summary>
/// <param name="Text">The path as errors write it, such as <c>spec.labels[a]</c>.</param>
/// <param name="Root">The first step.</param>
/// <param name="Schema">The schema of the field.</param>
/// <param name="Error">Why it names no field; null when it does.</param>
internal sealed record SchemaPath(string Text, string Root, Schema? Schema, string? Error)
{
    private const string NoField = "does not refer to a valid field";
    private const string End = "unexpected end of JSON path";

    /// <summary>Follows a path through a schema.</summary>
    /// <param name="path">The path.</param>
    /// <param name="schema">Where it begins.</param>
    /// <param name="allowsBrackets">Whether steps may be written in brackets.</param>
    public static SchemaPath Resolve(string path, Schema schema, bool allowsBrackets = true)
    {
        var text = new StringBuilder();
        var tokens = Tokens(path);
        string? root = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            string step;
            switch (tokens[i])
            {
                case "[" when !allowsBrackets:
                    return Wrong("array notation is not allowed");
                case "[":
                    if (++i == tokens.Count)
                    {
                        return Wrong(End);
                    }

                    if (tokens[i] is not ['\'', .., '\''])
                    {
                        return Wrong($"expected single quoted string but got {tokens[i]}");
                    }

                    if (Unescape(tokens[i][1..^1], out step) is { } badEscape)
                    {
                        return Wrong($"invalid string literal: invalid escape char {badEscape}");
                    }

                    if (Enter(step, text, ref schema) is { } noField)
                    {
                        return Wrong(noField);
                    }

                    if (++i == tokens.Count)
                    {
                        return Wrong(End);
                    }

                    if (tokens[i] != "]")
                    {
                        return Wrong($"expected ] but got {tokens[i]}");
                    }

                    break;
                case ".":
                    if (++i == tokens.Count)
                    {
                        return Wrong(End);
                    }

                    step = tokens[i];
                    if (Enter(step, text, ref schema) is { } unknown)
                    {
                        return Wrong(unknown);
                    }

                    break;
                default:
                    return Wrong($"expected [ or . but got: {tokens[i]}");
            }

            root ??= step;
        }

        return new SchemaPath(text.ToString(), root ?? "", schema, Error: null);
    }

    private static SchemaPath Wrong(string error) => new("", "", Schema: null, error);

    private static string? Enter(string step, StringBuilder text, ref Schema schema)
    {
        if (schema.Properties.Count > 0)
        {
            text.Append(text.Length > 0 ? "." : "").Append(step);
            return schema.Properties.TryGetValue(step, out var property) ? Into(property, ref schema) : NoField;
        }

        text.Append('[').Append(step).Append(']');
        return schema.AdditionalProperties is { } values ? Into(values, ref schema) : NoField;
    }

    private static string? Into(Schema next, ref Schema schema)
    {
        schema = next;
        return null;
    }

    // Delimiters are tokens of their own, but not inside a quoted string.
    private static List<string> Tokens(string path)
    {
        var tokens = new List<string>();
        var i = 0;
        while (i < path.Length)
        {
            var start = i;
            if (path[i] == '\'')
            {
                i++;
                while (i < path.Length && !(path[i] == '\'' && path[i - 1] != '\\'))
                {
                    i++;
                }

                i = Math.Min(i + 1, path.Length);
            }
            else if (path[i] is '.' or '[' or ']')
            {
                i++;
            }
            else
            {
                while (i < path.Length && path[i] is not ('.' or '[' or ']'))
                {
                    i++;
                }
            }

            tokens.Add(path[start..i]);
        }

        return tokens;
    }

    // Gives the escape that means nothing, if there is one.
    private static string? Unescape(string quoted, out string text)
    {
        var result = new StringBuilder(quoted.Length);
        text = "";
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != '\\' || i + 1 == quoted.Length)
            {
                result.Append(quoted[i]);
                continue;
            }

            var directive = quoted[++i];
            var at = "abfnrtv'\\".IndexOf(directive, StringComparison.Ordinal);
            if (at < 0)
            {
                return $"\\{directive}";
            }

            result.Append("\a\b\f\n\r\t\v'\\"[at]);
        }

        text = result.ToString();
        return null;
    }
}
