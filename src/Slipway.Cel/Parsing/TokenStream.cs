using System.Globalization;

namespace Slipway.Cel.Parsing;

/// <summary>
/// The tokens, and what is said and skipped where one does not fit: as the parser generator's default strategy does it whose messages
/// kube-apiserver shows.
/// </summary>
internal sealed class TokenStream(string text, List<Token> tokens, IssueSink issues)
{
    private const int MaxRecoveries = 30;
    private const int MaxSkipped = 256;

    private int _position;
    private int _recoveries;
    private int _lastRecovery = -1;

    // Set until a token fits again: what follows an error is not reported once more.
    private bool _recovering;

    public Token Current => tokens[_position];

    public TokenKind Kind => Current.Kind;

    public TokenKind KindAhead => tokens[Math.Min(_position + 1, tokens.Count - 1)].Kind;

    /// <summary>How many times <c>.name</c> comes before a <c>{</c>; -1 where no <c>{</c> comes so.</summary>
    public int CountQualifiers()
    {
        var count = 0;
        var at = _position;
        while (tokens[at].Kind == TokenKind.Dot && tokens[at + 1].Kind == TokenKind.Identifier)
        {
            at += 2;
            count++;
        }

        return tokens[at].Kind == TokenKind.LeftBrace ? count : -1;
    }

    /// <summary>Takes the current token, which fits.</summary>
    public Token Take()
    {
        var token = Current;
        _recovering = false;
        Advance();
        return token;
    }

    /// <summary>Takes a token of a kind. Where it is missing but the next tokens fit, goes on as if it were there.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="follow">What may come after it.</param>
    public Token Expect(TokenKind kind, TokenSet follow)
    {
        if (Kind == kind)
        {
            return Take();
        }

        CountRecovery();
        var expected = TokenSet.Of(kind);
        if (KindAhead == kind && Kind != TokenKind.End)
        {
            Report($"extraneous input {Quote(Current)} expecting {expected}");
            Advance();
            return Take();
        }

        if (follow.Contains(Kind) && kind != TokenKind.End)
        {
            Report($"missing {expected} at {Quote(Current)}");
            return new Token(kind, Current.Start, 0);
        }

        Report($"mismatched input {Quote(Current)} expecting {expected}");
        throw new ParseMismatchException();
    }

    /// <summary>Makes sure that the current token is one of a set, skipping one that is not where the next is.</summary>
    public void Sync(TokenSet expected)
    {
        if (expected.Contains(Kind) || _recovering)
        {
            return;
        }

        if (Kind != TokenKind.End && expected.Contains(KindAhead))
        {
            Report($"extraneous input {Quote(Current)} expecting {expected}");
            Advance();
            _recovering = false;
            return;
        }

        Report($"mismatched input {Quote(Current)} expecting {expected}");
        throw new ParseMismatchException();
    }

    /// <summary>Says that nothing fits from a token up to the one that spoils it.</summary>
    public ParseMismatchException NoAlternative(Token from, Token offending)
    {
        var spoiled = offending.Kind == TokenKind.End ? text[from.Start..].TrimEnd() : text[from.Start..offending.End];
        if (offending.Kind is TokenKind.True or TokenKind.False or TokenKind.Null && from.Kind == TokenKind.Dot)
        {
            Report($"mismatched input {Quote(offending)} expecting IDENTIFIER", offending);
        }
        else
        {
            Report($"no viable alternative at input '{EscapeWhitespace(spoiled)}'", offending);
        }

        return new ParseMismatchException();
    }

    public ParseMismatchException Mismatch(TokenSet expected)
    {
        Report($"mismatched input {Quote(Current)} expecting {expected}");
        return new ParseMismatchException();
    }

    /// <summary>Skips to a token with which some open rule can go on.</summary>
    public void Recover(TokenSet follow)
    {
        CountRecovery();
        if (_lastRecovery == _position)
        {
            // Nothing was taken since the last error: skip one token so that the parser comes to an end.
            Advance();
        }

        _lastRecovery = _position;
        var skipped = 0;
        while (Kind != TokenKind.End && !follow.Contains(Kind))
        {
            Advance();
            if (++skipped > MaxSkipped)
            {
                throw Abort(string.Create(CultureInfo.InvariantCulture, $"error recovery token lookahead limit exceeded: {MaxSkipped}"));
            }
        }
    }

    public ParseAbortException Abort(string message)
    {
        issues.Add(-1, message);
        return new ParseAbortException();
    }

    private void Advance()
    {
        if (_position < tokens.Count - 1)
        {
            _position++;
        }
    }

    private void CountRecovery()
    {
        if (++_recoveries > MaxRecoveries)
        {
            issues.SyntaxError(
                Current.Start, string.Create(CultureInfo.InvariantCulture, $"error recovery attempt limit exceeded: {MaxRecoveries}"));
            throw new ParseAbortException();
        }
    }

    private void Report(string message) => Report(message, Current);

    private void Report(string message, Token at)
    {
        if (_recovering)
        {
            return;
        }

        _recovering = true;
        issues.SyntaxError(at.Start, message);
        if (issues.TooManySyntaxErrors)
        {
            throw new ParseAbortException();
        }
    }

    private string Quote(Token token) =>
        token.Kind == TokenKind.End ? "'<EOF>'" : $"'{EscapeWhitespace(text.Substring(token.Start, token.Length))}'";

    private static string EscapeWhitespace(string value) => value
        .Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal);
}
