using System.Collections.Immutable;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Parsing;

/// <summary>Reads operands: literals, names, calls, selections and indexes.</summary>
internal sealed class OperandParser(CelOptions options, string text, TokenStream tokens, TreeBuilder tree, Parser parser)
{
    private static readonly TokenSet ArgumentsOrEnd = TokenSet.Expression.With(TokenKind.RightParen);
    private static readonly TokenSet ArgumentEnd = TokenSet.Of(TokenKind.Comma, TokenKind.RightParen);

    // Words that are no variables and no functions, though they may be fields.
    private static readonly ImmutableHashSet<string> Reserved =
    [
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "package",
        "namespace", "null",
        "return", "true", "var", "void", "while",
    ];

    private readonly LiteralParser _literals = new(options, text, tokens, tree, parser);
    private int _members;

    private TokenSet AfterOperand => TokenSet.Continuation.With(parser.Outer);

    /// <summary>An operand with its signs and everything that is selected from it.</summary>
    public Parsed Unary()
    {
        var start = tokens.Current.Start;
        try
        {
            tokens.Sync(TokenSet.Expression);
            return tokens.Kind switch
            {
                TokenKind.Not => Signed(TokenKind.Not, CelOperators.LogicalNot),
                TokenKind.Minus when tokens.KindAhead is not (TokenKind.Int or TokenKind.Double) =>
                    Signed(TokenKind.Minus, CelOperators.Negate),
                _ => Member(),
            };
        }
        catch (ParseMismatchException)
        {
            tokens.Recover(AfterOperand);
            return tree.Unspecified(start);
        }
    }

    private Parsed Signed(TokenKind sign, string function)
    {
        var op = tokens.Current;
        var count = 0;
        while (tokens.Kind == sign && !(sign == TokenKind.Minus && count > 0 && tokens.KindAhead is TokenKind.Int or TokenKind.Double))
        {
            tokens.Take();
            count++;
        }

        if (!TokenSet.Expression.Contains(tokens.Kind) || (sign == TokenKind.Minus && tokens.Kind == TokenKind.Not))
        {
            throw sign == TokenKind.Minus ? tokens.NoAlternative(op, tokens.Current) : tokens.Mismatch(TokenSet.Expression);
        }

        var operand = Member();
        return count % 2 == 0 ? operand : tree.Call(op, function, null, [operand], op.Start, isNested: false);
    }

    private Parsed Member()
    {
        var before = _members;
        parser.Enter(ref _members);
        try
        {
            var operand = Primary();
            while (tokens.Kind is TokenKind.Dot or TokenKind.LeftBracket)
            {
                parser.Enter(ref _members);
                operand = tokens.Kind == TokenKind.Dot ? Dot(operand) : Index(operand);
            }

            return operand;
        }
        finally
        {
            _members = before;
        }
    }

    private Parsed Dot(Parsed operand)
    {
        var dot = tokens.Take();
        Token? question = tokens.Kind == TokenKind.Question ? tokens.Take() : null;
        if (tokens.Kind is not (TokenKind.Identifier or TokenKind.EscapedIdentifier))
        {
            throw question is null
                ? tokens.NoAlternative(dot, tokens.Current)
                : tokens.Mismatch(TokenSet.Of(TokenKind.Identifier, TokenKind.EscapedIdentifier));
        }

        var name = tokens.Take();
        if (question is null && name.Kind == TokenKind.Identifier && tokens.Kind == TokenKind.LeftParen)
        {
            var open = tokens.Current;
            var arguments = Arguments();
            return tree.Call(open, TextOf(name), operand, arguments, operand.Start);
        }

        var field = Unquoted(name);
        if (question is null)
        {
            return tree.Select(dot, operand, field);
        }

        return options.OptionalSyntax
            ? tree.Call(
                dot, CelOperators.OptionalSelect, null, [operand, tree.Literal(name.Start, new CelString(field), "")], operand.Start)
            : tree.Fail(dot.Start, "unsupported syntax '.?'");
    }

    private Parsed Index(Parsed operand)
    {
        var open = tokens.Take();
        var isOptional = tokens.Kind == TokenKind.Question;
        if (isOptional)
        {
            tokens.Take();
        }

        var index = parser.Expression(TokenSet.Of(TokenKind.RightBracket));
        tokens.Expect(TokenKind.RightBracket, AfterOperand);
        if (isOptional && !options.OptionalSyntax)
        {
            return tree.Fail(open.Start, "unsupported syntax '[?'");
        }

        return tree.Call(open, isOptional ? CelOperators.OptionalIndex : CelOperators.Index, null, [operand, index], operand.Start);
    }

    private Parsed Primary() => tokens.Kind switch
    {
        TokenKind.Dot or TokenKind.Identifier => Named(),
        TokenKind.LeftParen => Nested(),
        TokenKind.LeftBracket => _literals.List(AfterOperand),
        TokenKind.LeftBrace => _literals.Map(AfterOperand),
        _ => _literals.Constant(),
    };

    private Parsed Nested()
    {
        tokens.Take();
        var inner = parser.Expression(TokenSet.Of(TokenKind.RightParen));
        tokens.Expect(TokenKind.RightParen, AfterOperand);
        return inner;
    }

    private Parsed Named()
    {
        var first = tokens.Current;
        var hasDot = first.Kind == TokenKind.Dot;
        if (hasDot)
        {
            tokens.Take();
            if (tokens.Kind != TokenKind.Identifier)
            {
                throw tokens.NoAlternative(first, tokens.Current);
            }
        }

        var name = tokens.Take();
        var id = TextOf(name);
        var qualified = hasDot ? $".{id}" : id;
        if (_literals.TryStruct(first, qualified, AfterOperand) is { } literal)
        {
            return literal;
        }

        if (tokens.Kind == TokenKind.LeftParen)
        {
            var open = tokens.Current;
            var arguments = Arguments();
            return Reserved.Contains(id)
                ? tree.Fail(first.Start, $"reserved identifier: {id}")
                : tree.Call(open, qualified, null, arguments, first.Start, isNested: false);
        }

        return Reserved.Contains(id)
            ? tree.Fail(first.Start, $"reserved identifier: {id}")
            : tree.Leaf(name.Start, i => new CelIdent(i, qualified)) with { Start = first.Start };
    }

    private Parsed[] Arguments()
    {
        tokens.Take();
        tokens.Sync(ArgumentsOrEnd);
        var arguments = new List<Parsed>();
        if (tokens.Kind != TokenKind.RightParen)
        {
            arguments.Add(parser.Expression(ArgumentEnd));
            while (tokens.Kind == TokenKind.Comma)
            {
                tokens.Take();
                arguments.Add(parser.Expression(ArgumentEnd));
            }
        }

        tokens.Expect(TokenKind.RightParen, AfterOperand);
        return [.. arguments];
    }

    private string TextOf(Token token) => text.Substring(token.Start, token.Length);

    private string Unquoted(Token name) =>
        name.Kind == TokenKind.EscapedIdentifier ? text.Substring(name.Start + 1, name.Length - 2) : TextOf(name);
}
