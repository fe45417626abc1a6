using System.Collections.Immutable;
using System.Text;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>Reads and writes Corefiles.</summary>
internal static class CorefileText
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxDepth = 16;
    private const int Indent = 4;

    /// <summary>Reads the servers and snippets of a Corefile.</summary>
    /// <exception cref="CorefileException">It is too long, too deep, or its braces do not match.</exception>
    public static ImmutableArray<CorefileDirective> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new CorefileException($"the Corefile has {text.Length} characters: at most {MaxLength} are read");
        }

        var tokens = CorefileLexer.Tokens(text);
        var position = 0;
        var servers = ReadBlock(tokens, ref position, depth: 0);
        return position == tokens.Count ? servers : throw new CorefileException($"line {tokens[position].Line} of the Corefile closes a block that was not opened");
    }

    /// <summary>Writes a Corefile: comments and the user's spaces are not kept.</summary>
    public static string Write(ImmutableArray<CorefileDirective> servers)
    {
        var text = new StringBuilder();
        foreach (var server in servers)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            Write(text, server, depth: 0);
        }

        return text.ToString();
    }

    private static ImmutableArray<CorefileDirective> ReadBlock(IReadOnlyList<CorefileToken> tokens, ref int position, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new CorefileException($"the Corefile's blocks are more than {MaxDepth} deep");
        }

        var lines = ImmutableArray.CreateBuilder<CorefileDirective>();
        while (position < tokens.Count && tokens[position].Text != "}")
        {
            var first = tokens[position++];
            var args = ImmutableArray.CreateBuilder<string>();
            while (position < tokens.Count && tokens[position] is var next && next.Line == first.Line && next.Text is not ("{" or "}"))
            {
                args.Add(tokens[position++].Text);
            }

            ImmutableArray<CorefileDirective>? body = null;
            if (position < tokens.Count && tokens[position].Text == "{")
            {
                position++;
                body = ReadBlock(tokens, ref position, depth + 1);
                if (position == tokens.Count)
                {
                    throw new CorefileException($"the block that line {first.Line} of the Corefile opens is not closed");
                }

                position++;
            }

            lines.Add(new CorefileDirective(first.Text, args.ToImmutable(), body));
        }

        return lines.ToImmutable();
    }

    private static void Write(StringBuilder text, CorefileDirective line, int depth)
    {
        text.Append(' ', depth * Indent).Append(Quoted(line.Name));
        foreach (var arg in line.Args)
        {
            text.Append(' ').Append(Quoted(arg));
        }

        if (line.Body is { } body)
        {
            text.Append(" {\n");
            foreach (var inner in body)
            {
                Write(text, inner, depth + 1);
            }

            text.Append(' ', depth * Indent).Append('}');
        }

        text.Append('\n');
    }

    private static string Quoted(string word) =>
        word.Length > 0 && word[0] != '"' && !word.Contains('#') && !word.Any(char.IsWhiteSpace)
            ? word
            : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
