using System.Collections.Immutable;
using System.Text;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Parsing;

/// <summary>Reads constants, lists, maps and objects.</summary>
internal sealed class LiteralParser(CelOptions options, string text, TokenStream tokens, TreeBuilder tree, Parser parser)
{
    private static readonly TokenSet ElementOrEnd =
        TokenSet.Expression.With(TokenSet.Of(TokenKind.RightBracket, TokenKind.Comma, TokenKind.Question));

    private static readonly TokenSet EntryOrEnd =
        TokenSet.Expression.With(TokenSet.Of(TokenKind.RightBrace, TokenKind.Comma, TokenKind.Question));

    private static readonly TokenSet FieldName = TokenSet.Of(TokenKind.Identifier, TokenKind.EscapedIdentifier);

    private static readonly TokenSet FieldOrEnd = FieldName.With(TokenSet.Of(TokenKind.RightBrace, TokenKind.Comma, TokenKind.Question));

    public Parsed Constant()
    {
        var negative = tokens.Kind == TokenKind.Minus;
        var first = tokens.Take();
        var token = negative ? tokens.Take() : first;
        var span = text.AsSpan(token.Start, token.Length);
        switch (token.Kind)
        {
            case TokenKind.Int:
                return tree.Literal(first.Start, LiteralReader.Int(span, negative), "invalid int literal");
            case TokenKind.UInt:
                return tree.Literal(first.Start, LiteralReader.UInt(span), "invalid uint literal");
            case TokenKind.Double:
                return tree.Literal(first.Start, LiteralReader.Double(span, negative), "invalid double literal");
            case TokenKind.String:
                var value = LiteralReader.String(span, out var error);
                return tree.Literal(first.Start, value, error ?? "");
            case TokenKind.Bytes:
                var bytes = LiteralReader.Bytes(span, out var bytesError);
                return tree.Literal(first.Start, bytes, bytesError ?? "");
            case TokenKind.Null:
                return tree.Literal(first.Start, CelNull.Instance, "");
            default:
                return tree.Literal(first.Start, CelBool.Of(token.Kind == TokenKind.True), "");
        }
    }

    public Parsed List(TokenSet follow)
    {
        var open = tokens.Take();
        tokens.Sync(ElementOrEnd);
        var elements = new List<Parsed>();
        var optionals = new List<int>();
        var end = TokenSet.Of(TokenKind.Comma, TokenKind.RightBracket);
        while (tokens.Kind is not (TokenKind.RightBracket or TokenKind.Comma))
        {
            if (TakeOptionalMark())
            {
                optionals.Add(elements.Count);
            }

            elements.Add(parser.Expression(end));
            tokens.Sync(end);
            if (!TakeSeparator(TokenKind.RightBracket))
            {
                break;
            }
        }

        TakeLastComma();
        tokens.Expect(TokenKind.RightBracket, follow);
        ImmutableArray<CelExpr> exprs = [.. elements.Select(e => e.Expr)];
        return new Parsed(
            new CelListLiteral(tree.NewId(open.Start), exprs, [.. optionals]), TreeBuilder.Deepest([.. elements], 0), open.Start);
    }

    public Parsed Map(TokenSet follow)
    {
        var open = tokens.Take();
        tokens.Sync(EntryOrEnd);
        var entries = ImmutableArray.CreateBuilder<CelMapEntry>();
        var depth = 0;
        var end = TokenSet.Of(TokenKind.Comma, TokenKind.RightBrace);
        while (tokens.Kind is not (TokenKind.RightBrace or TokenKind.Comma))
        {
            var isOptional = TakeOptionalMark();
            var key = parser.Expression(TokenSet.Of(TokenKind.Colon));
            var colon = tokens.Expect(TokenKind.Colon, TokenSet.Expression);
            var value = parser.Expression(end);
            depth = TreeBuilder.Deepest([key, value], depth);
            entries.Add(new CelMapEntry(tree.NewId(colon.Start), key.Expr, value.Expr, isOptional));
            tokens.Sync(end);
            if (!TakeSeparator(TokenKind.RightBrace))
            {
                break;
            }
        }

        TakeLastComma();
        tokens.Expect(TokenKind.RightBrace, follow);
        return new Parsed(new CelMapLiteral(tree.NewId(open.Start), entries.ToImmutable()), depth, open.Start);
    }

    /// <summary>An object literal where the tokens after a name make one: <c>a.b.Name{</c>; else null, and nothing is taken.</summary>
    public Parsed? TryStruct(Token first, string name, TokenSet follow)
    {
        var length = tokens.CountQualifiers();
        if (length < 0)
        {
            return null;
        }

        var qualified = new StringBuilder(name);
        for (var i = 0; i < length; i++)
        {
            tokens.Take();
            var part = tokens.Take();
            qualified.Append('.').Append(text, part.Start, part.Length);
        }

        return Struct(first, qualified.ToString(), follow);
    }

    private Parsed Struct(Token first, string name, TokenSet follow)
    {
        var open = tokens.Take();
        tokens.Sync(FieldOrEnd);
        var fields = ImmutableArray.CreateBuilder<CelStructField>();
        var depth = 0;
        var end = TokenSet.Of(TokenKind.Comma, TokenKind.RightBrace);
        while (tokens.Kind is not (TokenKind.RightBrace or TokenKind.Comma))
        {
            var isOptional = TakeOptionalMark();
            if (!FieldName.Contains(tokens.Kind))
            {
                throw tokens.Mismatch(FieldName);
            }

            var field = tokens.Take();
            var colon = tokens.Expect(TokenKind.Colon, TokenSet.Expression);
            var value = parser.Expression(end);
            depth = TreeBuilder.Deepest([value], depth);
            fields.Add(new CelStructField(tree.NewId(colon.Start), NameOf(field), value.Expr, isOptional));
            tokens.Sync(end);
            if (!TakeSeparator(TokenKind.RightBrace))
            {
                break;
            }
        }

        TakeLastComma();
        tokens.Expect(TokenKind.RightBrace, follow);
        return new Parsed(new CelStructLiteral(tree.NewId(open.Start), name, fields.ToImmutable()), depth, first.Start);
    }

    private bool TakeOptionalMark()
    {
        if (tokens.Kind != TokenKind.Question)
        {
            return false;
        }

        var mark = tokens.Take();
        if (!options.OptionalSyntax)
        {
            tree.Fail(mark.Start, "unsupported syntax '?'");
        }

        return true;
    }

    // A comma with another element after it.
    private bool TakeSeparator(TokenKind close)
    {
        if (tokens.Kind != TokenKind.Comma || tokens.KindAhead == close)
        {
            return false;
        }

        tokens.Take();
        return true;
    }

    private void TakeLastComma()
    {
        if (tokens.Kind == TokenKind.Comma)
        {
            tokens.Take();
        }
    }

    private string NameOf(Token field) => field.Kind == TokenKind.EscapedIdentifier
        ? text.Substring(field.Start + 1, field.Length - 2)
        : text.Substring(field.Start, field.Length);
}
