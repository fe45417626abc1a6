using System.Collections.Immutable;

namespace Slipway.Kubeadm.GoTemplates.Parsing;

/// <summary>Reads a template and those that it defines.</summary>
internal sealed class Parser
{
    private readonly string _main;
    private readonly TokenReader _tokens;
    private readonly Nesting _nesting;
    private readonly PipelineParser _pipelines;
    private readonly Dictionary<string, ImmutableArray<TemplateNode>> _bodies = new(StringComparer.Ordinal);

    public Parser(SourceText source, string main, int depth)
    {
        _main = main;
        _tokens = new(source, new Lexer(source).Run());
        _nesting = new(source, depth);
        _pipelines = new(_tokens, _nesting);
    }

    /// <summary>Reads all of it.</summary>
    public ParsedTemplates Parse()
    {
        var scope = new TemplateScope();
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>();
        while (_tokens.Peek.Kind != TokenKind.End)
        {
            if (IsDefinition())
            {
                continue;
            }

            var token = _tokens.Peek;
            if (ReadNode(scope, out var keyword) is { } node)
            {
                nodes.Add(node);
            }
            else
            {
                throw _tokens.Error(token, $"{{{{{keyword.Text}}}}} without an if, range, with, define or block before it");
            }
        }

        Define(_main, nodes.ToImmutable(), _tokens.Peek);
        return new(_main, _bodies);
    }

    private bool IsDefinition()
    {
        var start = _tokens.At;
        if (_tokens.Next().Kind != TokenKind.LeftDelimiter || !_tokens.NextNonSpace().Is("define"))
        {
            _tokens.At = start;
            return false;
        }

        var name = ReadName("define");
        _tokens.ExpectRightDelimiter("the name of a template");
        ReadDefinition(name);
        return true;
    }

    private void ReadDefinition((string Name, Token At) name)
    {
        var body = ReadBody(new TemplateScope(), name.At, out var last);
        if (!last.Is("end"))
        {
            throw _tokens.Error(last, "{{end}} was expected");
        }

        _tokens.ExpectRightDelimiter("end");
        Define(name.Name, body, name.At);
    }

    private (string Name, Token At) ReadName(string keyword)
    {
        var token = _tokens.NextNonSpace();
        return token.Kind is TokenKind.String or TokenKind.RawString && Literals.Text(token.Text) is { } name
            ? (name, token)
            : throw _tokens.Error(token, $"a name in quotes was expected after {keyword}");
    }

    // A template of nothing but blanks can be defined again.
    private void Define(string name, ImmutableArray<TemplateNode> body, Token at)
    {
        if (!_bodies.TryGetValue(name, out var before) || IsEmpty(before))
        {
            _bodies[name] = body;
        }
        else if (!IsEmpty(body))
        {
            throw _tokens.Error(at, "a template of this name is there already");
        }
    }

    private static bool IsEmpty(ImmutableArray<TemplateNode> body) =>
        body.All(n => n is TemplateNode.Text text && string.IsNullOrWhiteSpace(text.Value));

    /// <summary>Nodes up to <c>end</c> or <c>else</c>, whose rest is still to be read.</summary>
    private ImmutableArray<TemplateNode> ReadBody(TemplateScope scope, Token opened, out Token last)
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>();
        while (_tokens.PeekNonSpace.Kind != TokenKind.End)
        {
            if (ReadNode(scope, out last) is not { } node)
            {
                return nodes.ToImmutable();
            }

            nodes.Add(node);
        }

        throw _tokens.Error(opened, "what begins here is not ended: {{end}} was expected");
    }

    private TemplateNode? ReadNode(TemplateScope scope, out Token keyword)
    {
        var token = _tokens.NextNonSpace();
        keyword = token;
        if (token.Kind == TokenKind.Text)
        {
            return new TemplateNode.Text(token.Text, token.Offset);
        }

        if (token.Kind != TokenKind.LeftDelimiter)
        {
            throw _tokens.Error(token, "text or {{ was expected");
        }

        keyword = _tokens.PeekNonSpace;
        if (keyword.Kind != TokenKind.Keyword)
        {
            return new TemplateNode.Action(_pipelines.Read(scope, "an action"), keyword.Offset);
        }

        _tokens.Next();
        return keyword.Text switch
        {
            "end" or "else" => null,
            "if" => ReadChoice(scope, keyword),
            "with" => ReadChoice(scope, keyword),
            "range" => ReadRange(scope, keyword),
            "template" => ReadCall(scope, keyword),
            "block" => ReadBlock(scope, keyword),
            "break" or "continue" => ReadJump(scope, keyword),
            _ => throw _tokens.Error(keyword, "define must not stand within another template or block"),
        };
    }

    private TemplateNode.Choice ReadChoice(TemplateScope scope, Token keyword)
    {
        using var _ = _nesting.Enter(keyword.Offset);
        var known = scope.Variables.Count;
        var pipeline = _pipelines.Read(scope, keyword.Text);
        var body = ReadBody(scope, keyword, out var last);
        ImmutableArray<TemplateNode> otherwise;
        if (last.Is("else") && _tokens.PeekNonSpace is var next && next.Is(keyword.Text))
        {
            _tokens.Next();
            otherwise = [ReadChoice(scope, next)];
        }
        else
        {
            otherwise = ReadElse(scope, keyword, last);
        }

        Forget(scope, known);
        return new(keyword.Text == "with", pipeline, body, otherwise, keyword.Offset);
    }

    private TemplateNode.Range ReadRange(TemplateScope scope, Token keyword)
    {
        using var _ = _nesting.Enter(keyword.Offset);
        var known = scope.Variables.Count;
        var pipeline = _pipelines.Read(scope, "range");
        scope.Loops++;
        var body = ReadBody(scope, keyword, out var last);
        scope.Loops--;
        var otherwise = ReadElse(scope, keyword, last);
        Forget(scope, known);
        return new(pipeline, body, otherwise, keyword.Offset);
    }

    private ImmutableArray<TemplateNode> ReadElse(TemplateScope scope, Token opened, Token last)
    {
        _tokens.ExpectRightDelimiter(last.Text);
        if (last.Is("end"))
        {
            return [];
        }

        var body = ReadBody(scope, opened, out var end);
        if (!end.Is("end"))
        {
            throw _tokens.Error(end, "{{end}} was expected, for there was an {{else}} already");
        }

        _tokens.ExpectRightDelimiter("end");
        return body;
    }

    private static void Forget(TemplateScope scope, int known) => scope.Variables.RemoveRange(known, scope.Variables.Count - known);

    private TemplateNode.Call ReadCall(TemplateScope scope, Token keyword)
    {
        var (name, _) = ReadName("template");
        if (_tokens.PeekNonSpace.Kind != TokenKind.RightDelimiter)
        {
            return new(name, _pipelines.Read(scope, "template"), keyword.Offset);
        }

        _tokens.Next();
        return new(name, null, keyword.Offset);
    }

    private TemplateNode.Call ReadBlock(TemplateScope scope, Token keyword)
    {
        using var _ = _nesting.Enter(keyword.Offset);
        var name = ReadName("block");
        var pipeline = _pipelines.Read(scope, "block");
        ReadDefinition(name);
        return new(name.Name, pipeline, keyword.Offset);
    }

    private TemplateNode ReadJump(TemplateScope scope, Token keyword)
    {
        _tokens.ExpectRightDelimiter(keyword.Text);
        return scope.Loops == 0 ? throw _tokens.Error(keyword, $"{{{{{keyword.Text}}}}} must stand within a range")
            : keyword.Is("break") ? new TemplateNode.Break(keyword.Offset)
            : new TemplateNode.Continue(keyword.Offset);
    }
}
