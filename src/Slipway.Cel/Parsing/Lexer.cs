using System.Globalization;
using System.Text;

namespace Slipway.Cel.Parsing;

/// <summary>Cuts a text into tokens. What is no token is reported and skipped.</summary>
internal sealed class Lexer(string text, IssueSink issues)
{
    private int _position;

    public List<Token> Tokenize()
    {
        var tokens = new List<Token>((text.Length / 3) + 2);
        while (SkipBlanks())
        {
            var start = _position;
            if (Next() is { } kind)
            {
                tokens.Add(new Token(kind, start, _position - start));
            }
            else
            {
                SkipBadText(start);
            }
        }

        tokens.Add(new Token(TokenKind.End, text.Length, 0));
        return tokens;
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private char Ahead(int count) => _position + count < text.Length ? text[_position + count] : '\0';

    private bool SkipBlanks()
    {
        while (_position < text.Length)
        {
            if (Current is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                _position++;
            }
            else if (Current == '/' && Ahead(1) == '/')
            {
                var end = text.IndexOf('\n', _position);
                _position = end < 0 ? text.Length : end;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    // Null where there is no token; the position is then at the character that spoils it.
    private TokenKind? Next()
    {
        var c = Current;
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Ahead(1))))
        {
            return Number();
        }

        if (LiteralLexer.TryString(text, ref _position, out var isBytes, out var isString))
        {
            return isBytes ? TokenKind.Bytes : TokenKind.String;
        }

        if (isString)
        {
            return null;
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            return Word();
        }

        return c == '`' ? Escaped() : Symbol();
    }

    private TokenKind Word()
    {
        var start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
        {
            _position++;
        }

        return text.AsSpan(start, _position - start) switch
        {
            "in" => TokenKind.In,
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            _ => TokenKind.Identifier,
        };
    }

    private TokenKind? Escaped()
    {
        _position++;
        var start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '.' or '-' or '/' or ' ')
        {
            _position++;
        }

        if (Current != '`' || _position == start)
        {
            return null;
        }

        _position++;
        return TokenKind.EscapedIdentifier;
    }

    private TokenKind Number()
    {
        if (Current == '0' && Ahead(1) == 'x' && char.IsAsciiHexDigit(Ahead(2)))
        {
            _position += 2;
            while (char.IsAsciiHexDigit(Current))
            {
                _position++;
            }

            return UnsignedSuffix();
        }

        SkipDigits();
        var isDouble = false;
        if (Current == '.' && char.IsAsciiDigit(Ahead(1)))
        {
            isDouble = true;
            _position++;
            SkipDigits();
        }

        if (Current is 'e' or 'E' && (char.IsAsciiDigit(Ahead(1)) || (Ahead(1) is '+' or '-' && char.IsAsciiDigit(Ahead(2)))))
        {
            isDouble = true;
            _position += 2;
            SkipDigits();
        }

        return isDouble ? TokenKind.Double : UnsignedSuffix();
    }

    private TokenKind UnsignedSuffix()
    {
        if (Current is not ('u' or 'U'))
        {
            return TokenKind.Int;
        }

        _position++;
        return TokenKind.UInt;
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
        {
            _position++;
        }
    }

    private TokenKind? Symbol()
    {
        var kind = (Current, Ahead(1)) switch
        {
            ('=', '=') => TokenKind.Equal,
            ('!', '=') => TokenKind.NotEqual,
            ('<', '=') => TokenKind.LessOrEqual,
            ('>', '=') => TokenKind.GreaterOrEqual,
            ('&', '&') => TokenKind.And,
            ('|', '|') => TokenKind.Or,
            _ => TokenKind.End,
        };
        if (kind != TokenKind.End)
        {
            _position += 2;
            return kind;
        }

        if (Current is '=' or '&' or '|')
        {
            _position++;
            return null;
        }

        kind = SingleSymbol(Current);
        if (kind == TokenKind.End)
        {
            return null;
        }

        _position++;
        return kind;
    }

    private static TokenKind SingleSymbol(char c) => c switch
    {
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        '[' => TokenKind.LeftBracket,
        ']' => TokenKind.RightBracket,
        '{' => TokenKind.LeftBrace,
        '}' => TokenKind.RightBrace,
        '(' => TokenKind.LeftParen,
        ')' => TokenKind.RightParen,
        '.' => TokenKind.Dot,
        ',' => TokenKind.Comma,
        '-' => TokenKind.Minus,
        '!' => TokenKind.Not,
        '?' => TokenKind.Question,
        ':' => TokenKind.Colon,
        '+' => TokenKind.Plus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        _ => TokenKind.End,
    };

    private void SkipBadText(int start)
    {
        if (_position < text.Length)
        {
            _position += Rune.TryGetRuneAt(text, _position, out var rune) ? rune.Utf16SequenceLength : 1;
        }

        issues.SyntaxError(
            start, string.Create(CultureInfo.InvariantCulture, $"token recognition error at: '{Escape(text[start.._position])}'"));
    }

    private static string Escape(string bad) =>
        bad.Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
}
