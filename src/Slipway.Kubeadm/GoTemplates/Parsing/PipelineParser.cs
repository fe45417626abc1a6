using System.Collections.Immutable;
using Slipway.Kubeadm.GoTemplates.Functions;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Reads pipelines.</summary>
internal sealed class PipelineParser(TokenReader tokens, Nesting nesting)
{
    /// <summary>Reads a pipeline and the piece that ends it.</summary>
    /// <param name="scope">The template that it belongs to.</param>
    /// <param name="context">What it is for, for messages.</param>
    /// <param name="end">What ends it.</param>
    public Pipeline Read(TemplateScope scope, string context, TokenKind end = TokenKind.RightDelimiter)
    {
        var first = tokens.PeekNonSpace;
        using var _ = nesting.Enter(first.Offset);
        var (variables, isAssignment) = Variables(scope, context);
        var commands = ImmutableArray.CreateBuilder<Command>();
        while (tokens.PeekNonSpace is var token && token.Kind != end)
        {
            if (token.Kind is not (TokenKind.Boolean or TokenKind.Character or TokenKind.Dot or TokenKind.Field or TokenKind.Identifier
                or TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.String or TokenKind.Variable
                or TokenKind.LeftParenthesis))
            {
                throw tokens.Error(token, $"a value was expected in {context}");
            }

            commands.Add(ReadCommand(scope));
        }

        var last = tokens.Next();
        if (commands.Count == 0)
        {
            throw tokens.Error(last, $"a value was expected for {context}");
        }

        if (commands.Skip(1).FirstOrDefault(c => c.Words[0] is Operand.Dot or Operand.Nil or Operand.Literal) is { } idle)
        {
            throw tokens.Error(last with { Offset = idle.Offset }, "only a function can follow |");
        }

        return new(variables, isAssignment, commands.ToImmutable(), first.Offset);
    }

    private (ImmutableArray<string> Names, bool IsAssignment) Variables(TemplateScope scope, string context)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        while (tokens.PeekNonSpace.Kind == TokenKind.Variable)
        {
            var start = tokens.At;
            var variable = tokens.Next();
            switch (tokens.PeekNonSpace.Kind)
            {
                case TokenKind.Assign or TokenKind.Declare:
                    names.Add(variable.Text);
                    scope.Variables.Add(variable.Text);
                    return (names.ToImmutable(), tokens.Next().Kind == TokenKind.Assign);
                case TokenKind.Comma when context == "range" && names.Count == 0:
                    names.Add(variable.Text);
                    scope.Variables.Add(variable.Text);
                    tokens.Next();
                    if (tokens.PeekNonSpace.Kind is not (TokenKind.Variable or TokenKind.RightDelimiter or TokenKind.RightParenthesis))
                    {
                        throw tokens.Error(tokens.Peek, "a variable was expected after the comma");
                    }

                    continue;
                case TokenKind.Comma:
                    throw tokens.Error(tokens.Peek, "too many variables: range takes two, everything else one");
                default:
                    tokens.At = start;
                    return (names.ToImmutable(), false);
            }
        }

        return (names.ToImmutable(), false);
    }

    private Command ReadCommand(TemplateScope scope)
    {
        var words = ImmutableArray.CreateBuilder<Operand>();
        while (true)
        {
            var before = tokens.PeekNonSpace;
            if (ReadOperand(scope) is { } operand)
            {
                words.Add(operand);
            }

            var token = tokens.Peek;
            switch (token.Kind)
            {
                case TokenKind.Space:
                    tokens.Next();
                    continue;
                case TokenKind.Pipe:
                    tokens.Next();
                    break;
                case TokenKind.RightDelimiter or TokenKind.RightParenthesis:
                    break;
                default:
                    throw tokens.Error(token, "a blank, | or }} was expected after a value");
            }

            return words.Count > 0 ? new(words.ToImmutable()) : throw tokens.Error(before, "a value was expected");
        }
    }

    private Operand? ReadOperand(TemplateScope scope)
    {
        var start = tokens.Peek;
        if (ReadTerm(scope) is not { } term)
        {
            return null;
        }

        var fields = ImmutableArray.CreateBuilder<string>();
        while (tokens.Peek.Kind == TokenKind.Field)
        {
            fields.Add(tokens.Next().Text[1..]);
        }

        return (fields.Count, term) switch
        {
            (0, _) => term,
            (_, Operand.Field field) => field with { Names = [.. field.Names, .. fields] },
            (_, Operand.Variable variable) => variable with { Fields = [.. variable.Fields, .. fields] },
            (_, Operand.Nested or Operand.Function) => new Operand.Chain(term, fields.ToImmutable(), start.Offset),
            _ => throw tokens.Error(start, "a literal has no fields"),
        };
    }

    private Operand? ReadTerm(TemplateScope scope)
    {
        var token = tokens.Peek;
        var at = token.Offset;
        if (token.Kind == TokenKind.LeftParenthesis)
        {
            tokens.Next();
            return new Operand.Nested(Read(scope, "parentheses", TokenKind.RightParenthesis), at);
        }

        Operand? term = token.Kind switch
        {
            TokenKind.Identifier => BuiltinFunctions.Exists(token.Text)
                ? new Operand.Function(token.Text, at)
                : throw tokens.Error(token, $"a function that is not known; known are {BuiltinFunctions.Names}"),
            TokenKind.Dot => new Operand.Dot(at),
            TokenKind.Nil => new Operand.Nil(at),
            TokenKind.Variable => scope.Variables.Contains(token.Text)
                ? new Operand.Variable(token.Text, [], at)
                : throw tokens.Error(token, "a variable that is not declared; := declares one"),
            TokenKind.Field => new Operand.Field([token.Text[1..]], at),
            TokenKind.Boolean => new Operand.Literal(token.Text == "true", at),
            TokenKind.Number => Literal(token, Literals.Number(token.Text), "not a number, or too large a one"),
            TokenKind.Character => Literal(token, Literals.Character(token.Text), "not one character"),
            TokenKind.String or TokenKind.RawString => Literal(token, Literals.Text(token.Text), "an escape that is not known"),
            _ => null,
        };
        if (term is not null)
        {
            tokens.Next();
        }

        return term;
    }

    private Operand.Literal Literal(Token token, object? value, string problem) =>
        value is null ? throw tokens.Error(token, problem) : new Operand.Literal(value, token.Offset);
}
