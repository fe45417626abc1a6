namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>A place in the pieces of a template.</summary>
internal sealed class TokenReader(SourceText source, List<Token> tokens)
{
    private int _at;

    /// <summary>The place, to come back to.</summary>
    public int At
    {
        get => _at;
        set => _at = value;
    }

    /// <summary>The next piece, blanks too.</summary>
    public Token Peek => tokens[_at];

    /// <summary>The next piece that is no blank.</summary>
    public Token PeekNonSpace
    {
        get
        {
            SkipSpace();
            return tokens[_at];
        }
    }

    /// <summary>Takes the next piece. The end can be taken again and again.</summary>
    public Token Next() => tokens[_at].Kind == TokenKind.End ? tokens[_at] : tokens[_at++];

    /// <summary>Takes the next piece that is no blank.</summary>
    public Token NextNonSpace()
    {
        SkipSpace();
        return Next();
    }

    /// <summary>Takes the end of the action.</summary>
    public void ExpectRightDelimiter(string after)
    {
        var token = NextNonSpace();
        if (token.Kind != TokenKind.RightDelimiter)
        {
            throw Error(token, $"}}}} was expected after {after}");
        }
    }

    /// <summary>What is wrong at a piece.</summary>
    public GoTemplateException Error(Token token, string message) => source.Error(token.Offset, message);

    private void SkipSpace()
    {
        while (tokens[_at].Kind == TokenKind.Space)
        {
            _at++;
        }
    }
}
