using System.Text;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Reads the pieces within one action.</summary>
internal sealed class ActionScanner(SourceText source, int open)
{
    private static readonly HashSet<string> Keywords =
        new(StringComparer.Ordinal) { "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with" };

    private readonly string _text = source.Text;
    private int _parentheses;

    /// <summary>The action ends here.</summary>
    public void End(int at)
    {
        if (_parentheses > 0)
        {
            throw source.Error(at, "a parenthesis is not closed: ) was expected before }}");
        }
    }

    /// <summary>The next piece.</summary>
    /// <param name="at">Where it begins; moved to where it ends.</param>
    /// <param name="closes">Whether a marker that closes the action begins at an offset.</param>
    public Token Next(ref int at, Func<int, bool> closes)
    {
        if (at >= _text.Length)
        {
            throw source.Error(open, "the action is not closed: }} was expected");
        }

        var start = at;
        var kind = Scan(ref at, closes);
        return new(kind, _text[start..at], start);
    }

    private TokenKind Scan(ref int at, Func<int, bool> closes)
    {
        var c = _text[at];
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n':
                while (at < _text.Length && _text[at] is ' ' or '\t' or '\r' or '\n' && !closes(at))
                {
                    at++;
                }

                return TokenKind.Space;
            case '=':
                at++;
                return TokenKind.Assign;
            case ':':
                at++;
                Expect(ref at, '=', ":= was expected");
                return TokenKind.Declare;
            case '|':
                at++;
                return TokenKind.Pipe;
            case ',':
                at++;
                return TokenKind.Comma;
            case '(':
                at++;
                _parentheses++;
                return TokenKind.LeftParenthesis;
            case ')':
                _parentheses -= _parentheses > 0 ? 1 : throw source.Error(at, "a parenthesis closes none: ( was expected before");
                at++;
                return TokenKind.RightParenthesis;
            case '"':
                Quoted(ref at, '"');
                return TokenKind.String;
            case '\'':
                Quoted(ref at, '\'');
                return TokenKind.Character;
            case '`':
                var end = _text.IndexOf('`', at + 1);
                at = end < 0 ? throw source.Error(at, "a raw string is not closed: ` was expected") : end + 1;
                return TokenKind.RawString;
            case '$':
                at++;
                return Name(ref at) == 0 ? TokenKind.Variable : Ended(at, TokenKind.Variable);
            case '.' when at + 1 >= _text.Length || !char.IsAsciiDigit(_text[at + 1]):
                at++;
                return Name(ref at) == 0 ? Ended(at, TokenKind.Dot) : Ended(at, TokenKind.Field);
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                return NumberScanner.Scan(source, ref at);
            default:
                return Word(ref at);
        }
    }

    private TokenKind Word(ref int at)
    {
        var start = at;
        if (Name(ref at) == 0)
        {
            throw source.Error(at, "a character that has no meaning here; a field, a variable, a function or a literal was expected");
        }

        var word = _text[start..at];
        return Ended(at, word switch
        {
            "true" or "false" => TokenKind.Boolean,
            "nil" => TokenKind.Nil,
            _ when Keywords.Contains(word) => TokenKind.Keyword,
            _ => TokenKind.Identifier,
        });
    }

    private TokenKind Ended(int at, TokenKind kind) => at >= _text.Length || " \t\r\n.,|:)(".Contains(_text[at])
        || string.CompareOrdinal(_text, at, "}}", 0, 2) == 0
            ? kind
            : throw source.Error(at, "a character that does not belong to a name; a blank, a dot, | or }} was expected");

    /// <summary>Moves past letters, digits and underscores and tells how many bytes they are.</summary>
    private int Name(ref int at)
    {
        var start = at;
        while (at < _text.Length && GoText.RuneAt(_text, at) is { IsValid: true } next
            && (next.Rune.Value == '_' || Rune.IsLetter(next.Rune) || Rune.IsDigit(next.Rune)))
        {
            at += next.Length;
        }

        return at - start;
    }

    private void Quoted(ref int at, char quote)
    {
        var start = at++;
        while (at < _text.Length && _text[at] != quote && _text[at] != '\n')
        {
            at += _text[at] == '\\' && at + 1 < _text.Length && _text[at + 1] != '\n' ? 2 : 1;
        }

        if (at >= _text.Length || _text[at] != quote)
        {
            throw source.Error(start, $"a {(quote == '"' ? "string" : "character")} is not closed: {quote} was expected on the same line");
        }

        at++;
    }

    private void Expect(ref int at, char wanted, string message) =>
        at += at < _text.Length && _text[at] == wanted ? 1 : throw source.Error(at, message);
}
