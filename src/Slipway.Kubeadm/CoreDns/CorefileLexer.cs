using System.Text;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>
/// The words of a Corefile: parted by white space, or in double quotes, in which a backslash stands before a quote that belongs to the
/// word. A number sign outside quotes begins a comment, even within a word.
/// </summary>
internal static class CorefileLexer
{
    /// <summary>The words in order.</summary>
    public static IReadOnlyList<CorefileToken> Tokens(string text)
    {
        var tokens = new List<CorefileToken>();
        var word = new StringBuilder();
        var (line, position) = (1, 0);
        while (position < text.Length)
        {
            var c = text[position];
            if (c == '"' && word.Length == 0)
            {
                tokens.Add(new(ReadQuoted(text, ref position, ref line), line));
                continue;
            }

            position++;
            if (c == '#')
            {
                position = text.IndexOf('\n', position) is >= 0 and var end ? end : text.Length;
            }
            else if (!char.IsWhiteSpace(c))
            {
                word.Append(c);
            }
            else if (c != '\r')
            {
                Flush(tokens, word, line);
                line += c == '\n' ? 1 : 0;
            }
        }

        Flush(tokens, word, line);
        return tokens;
    }

    private static string ReadQuoted(string text, ref int position, ref int line)
    {
        var word = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '"')
            {
                position++;
                return word.ToString();
            }

            if (c == '\\' && position + 1 < text.Length && text[position + 1] == '"')
            {
                c = text[++position];
            }

            line += c == '\n' ? 1 : 0;
            word.Append(c);
        }

        throw new CorefileException($"a quote is not closed before the Corefile's end (line {line})");
    }

    private static void Flush(List<CorefileToken> tokens, StringBuilder word, int line)
    {
        if (word.Length > 0)
        {
            tokens.Add(new(word.ToString(), line));
            word.Clear();
        }
    }
}
