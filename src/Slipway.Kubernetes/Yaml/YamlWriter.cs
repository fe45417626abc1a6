using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Yaml;

/// <summary>Writes JSON as block-style YAML, a list at its key's own indentation as kubectl prints it.</summary>
internal sealed class YamlWriter(StringBuilder text)
{
    private const int Step = 2;
    private const int MaxSimpleKey = 128;

    public void WriteDocument(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                WriteMap(map, indent: 0, continuesLine: false);
                break;
            case JsonArray { Count: > 0 } list:
                WriteList(list, indent: 0, continuesLine: false);
                break;
            default:
                WriteScalar(node, indent: 0);
                break;
        }
    }

    private void WriteMap(JsonObject map, int indent, bool continuesLine)
    {
        foreach (var (name, value) in map)
        {
            Indent(indent, ref continuesLine);
            WriteKey(name, indent);
            switch (value)
            {
                case JsonObject { Count: > 0 } child:
                    text.Append('\n');
                    WriteMap(child, indent + Step, continuesLine: false);
                    break;
                case JsonArray { Count: > 0 } child:
                    text.Append('\n');
                    WriteList(child, indent, continuesLine: false);
                    break;
                default:
                    text.Append(' ');
                    WriteScalar(value, indent + Step);
                    break;
            }
        }
    }

    // A key that readers may not take for one without a mark is given it.
    private void WriteKey(string name, int indent)
    {
        var key = Inline(name);
        if (key.Length > MaxSimpleKey)
        {
            text.Append("? ").Append(key).Append('\n').Append(' ', indent);
        }
        else
        {
            text.Append(key);
        }

        text.Append(':');
    }

    private void WriteList(JsonArray list, int indent, bool continuesLine)
    {
        foreach (var item in list)
        {
            Indent(indent, ref continuesLine);
            text.Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } child:
                    WriteMap(child, indent + Step, continuesLine: true);
                    break;
                case JsonArray { Count: > 0 } child:
                    WriteList(child, indent + Step, continuesLine: true);
                    break;
                default:
                    WriteScalar(item, indent + Step);
                    break;
            }
        }
    }

    private void WriteScalar(JsonNode? value, int indent)
    {
        switch (value)
        {
            case null:
                text.Append("null\n");
                break;
            case JsonObject:
                text.Append("{}\n");
                break;
            case JsonArray:
                text.Append("[]\n");
                break;
            case var scalar when scalar.GetValueKind() == JsonValueKind.String:
                WriteString(scalar.GetValue<string>(), indent);
                break;
            default:
                text.Append(value.ToJsonString()).Append('\n');
                break;
        }
    }

    private void WriteString(string value, int indent)
    {
        if (value.Contains('\n', StringComparison.Ordinal) && CanBeLiteral(value))
        {
            WriteLiteral(value, indent);
        }
        else
        {
            text.Append(Inline(value)).Append('\n');
        }
    }

    private void WriteLiteral(string value, int indent)
    {
        var body = value.TrimEnd('\n');
        var newlines = value.Length - body.Length;

        // A first line that is indented itself, or empty, leaves the block's own indentation to be said.
        text.Append('|').Append(body.Length == 0 || body[0] is ' ' or '\n' ? "2" : "");
        text.Append(newlines switch { 0 => "-", 1 => "", _ => "+" }).Append('\n');
        indent = indent == 0 ? Step : indent;
        foreach (var line in body.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                text.Append(' ', indent).Append(line);
            }

            text.Append('\n');
        }

        text.Append('\n', Math.Max(0, newlines - 1));
    }

    // A literal block cannot escape: no control characters, and no line break but \n.
    private static bool CanBeLiteral(string value)
    {
        foreach (var c in value)
        {
            if (c != '\n' && IsUnprintable(c))
            {
                return false;
            }
        }

        return value[0] != '\n' && !HasBlankLine(value);
    }

    // A line of spaces only is the block's indentation to some readers and its text to others.
    private static bool HasBlankLine(string value)
    {
        foreach (var line in value.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty && line.Trim(' ').IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private static string Inline(string value)
    {
        if (value.Length == 0 || NeedsEscapes(value) || YamlScalars.IsSpecial(value) || YamlScalars.IsNotFinite(value) || value is "<<" or "=")
        {
            return GoText.JsonString(value);
        }

        return IsPlain(value) ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static bool NeedsEscapes(string value)
    {
        foreach (var c in value)
        {
            if (IsUnprintable(c))
            {
                return true;
            }
        }

        return false;
    }

    // What some reader refuses, or takes for a line break or a mark of its own.
    private static bool IsUnprintable(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' or '\ufffe' or '\uffff' || char.IsSurrogate(c);

    private static bool IsPlain(string value)
    {
        if (value[0] is ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or ' '
            || value[^1] is ' ' or ':'
            || (value[0] is '-' or '?' or ':' && (value.Length == 1 || value[1] == ' '))
            || value.StartsWith("---", StringComparison.Ordinal)
            || value.StartsWith("...", StringComparison.Ordinal))
        {
            return false;
        }

        // The last is YAML, but not to every reader.
        return !value.Contains(": ", StringComparison.Ordinal)
            && !value.Contains(" #", StringComparison.Ordinal)
            && !value.Contains(" *", StringComparison.Ordinal);
    }

    private void Indent(int indent, ref bool continuesLine)
    {
        if (!continuesLine)
        {
            text.Append(' ', indent);
        }

        continuesLine = false;
    }
}
