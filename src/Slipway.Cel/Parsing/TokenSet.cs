using System.Runtime.InteropServices;

namespace Slipway.Cel.Parsing;

/// <summary>A set of token kinds.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenSet(ulong Bits)
{
    // How messages name the kinds, in the order of TokenKind.
    private static readonly string[] Names =
    [
        "<EOF>", "'=='", "'!='", "'in'", "'<'", "'<='", "'>='", "'>'", "'&&'", "'||'", "'['", "']'", "'{'", "'}'", "'('", "')'", "'.'",
        "','", "'-'",
        "'!'", "'?'", "':'", "'+'", "'*'", "'/'", "'%'", "'true'", "'false'", "'null'", "NUM_FLOAT", "NUM_INT", "NUM_UINT", "STRING",
        "BYTES",
        "IDENTIFIER", "ESC_IDENTIFIER",
    ];

    /// <summary>What an expression may begin with.</summary>
    public static TokenSet Expression { get; } = Of(
        TokenKind.LeftBracket, TokenKind.LeftBrace, TokenKind.LeftParen, TokenKind.Dot, TokenKind.Minus, TokenKind.Not, TokenKind.True,
        TokenKind.False, TokenKind.Null, TokenKind.Double, TokenKind.Int, TokenKind.UInt, TokenKind.String, TokenKind.Bytes,
        TokenKind.Identifier);

    /// <summary>What may follow an operand before its expression ends.</summary>
    public static TokenSet Continuation { get; } = Of(
        TokenKind.Equal, TokenKind.NotEqual, TokenKind.In, TokenKind.Less, TokenKind.LessOrEqual, TokenKind.GreaterOrEqual,
        TokenKind.Greater,
        TokenKind.And, TokenKind.Or, TokenKind.LeftBracket, TokenKind.Dot, TokenKind.Minus, TokenKind.Question, TokenKind.Plus,
        TokenKind.Star,
        TokenKind.Slash, TokenKind.Percent);

    public static TokenSet Of(params ReadOnlySpan<TokenKind> kinds)
    {
        var bits = 0UL;
        foreach (var kind in kinds)
        {
            bits |= 1UL << (int)kind;
        }

        return new TokenSet(bits);
    }

    public bool Contains(TokenKind kind) => (Bits & (1UL << (int)kind)) != 0;

    public TokenSet With(TokenSet other) => new(Bits | other.Bits);

    public TokenSet With(TokenKind kind) => new(Bits | (1UL << (int)kind));

    public override string ToString()
    {
        var bits = Bits;
        var names = Names.Where((_, i) => (bits & (1UL << i)) != 0).ToList();
        return names.Count == 1 ? names[0] : $"{{{string.Join(", ", names)}}}";
    }
}
