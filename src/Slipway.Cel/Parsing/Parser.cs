using System.Globalization;
using Slipway.Cel.Syntax;

namespace Slipway.Cel.Parsing;

/// <summary>Reads an expression: operators and their precedence.</summary>
internal sealed class Parser
{
    private readonly CelOptions _options;
    private readonly TokenStream _tokens;
    private readonly TreeBuilder _tree;
    private readonly OperandParser _operands;

    // Nesting of each rule that can contain itself.
    private int _expressions;
    private int _relations;
    private int _calculations;

    private Parser(CelOptions options, string text, TokenStream tokens, TreeBuilder tree)
    {
        _options = options;
        _tokens = tokens;
        _tree = tree;
        _operands = new OperandParser(options, text, tokens, tree, this);
    }

    /// <summary>What may follow the expression that is being read, in the rules around it.</summary>
    public TokenSet Outer { get; private set; }

    /// <summary>Reads a text. The tree is of use only where no issue was added.</summary>
    public static ParsedExpression Parse(string text, CelOptions options, MacroTable macros, IssueSink issues)
    {
        var tree = new TreeBuilder(options, macros, issues);
        var size = Values.CelText.CountCodePoints(text);
        if (size > options.MaxExpressionSize)
        {
            var limit = options.MaxExpressionSize;
            issues.Add(
                -1, string.Create(CultureInfo.InvariantCulture, $"expression code point size exceeds limit: size: {size}, limit {limit}"));
            return new ParsedExpression(new CelUnspecified(0), tree.Map);
        }

        try
        {
            var tokens = new TokenStream(text, new Lexer(text, issues).Tokenize(), issues);
            var parser = new Parser(options, text, tokens, tree);
            return new ParsedExpression(parser.Start(), tree.Map);
        }
        catch (ParseAbortException)
        {
            return new ParsedExpression(new CelUnspecified(0), tree.Map);
        }
    }

    /// <summary>Reads an expression after which one of <paramref name="follow"/> comes.</summary>
    public Parsed Expression(TokenSet follow)
    {
        var outer = Outer;
        Outer = follow;
        Enter(ref _expressions);
        try
        {
            return Conditional();
        }
        finally
        {
            _expressions--;
            Outer = outer;
        }
    }

    public void Enter(ref int depth)
    {
        if (++depth > _options.MaxRecursionDepth)
        {
            throw _tokens.Abort(
                string.Create(CultureInfo.InvariantCulture, $"expression recursion limit exceeded: {_options.MaxRecursionDepth}"));
        }
    }

    private CelExpr Start()
    {
        var parsed = Expression(TokenSet.Of(TokenKind.End));
        try
        {
            _tokens.Expect(TokenKind.End, default);
        }
        catch (ParseMismatchException)
        {
            _tokens.Recover(TokenSet.Of(TokenKind.End));
        }

        return parsed.Expr;
    }

    private Parsed Conditional()
    {
        var start = _tokens.Current.Start;
        var condition = Or();
        if (_tokens.Kind != TokenKind.Question)
        {
            return condition;
        }

        var op = _tokens.Take();
        try
        {
            var outer = Outer;
            Outer = TokenSet.Of(TokenKind.Colon);
            var whenTrue = Or();
            Outer = outer;
            _tokens.Expect(TokenKind.Colon, TokenSet.Expression);
            var whenFalse = Expression(Outer);
            return _tree.Call(op, CelOperators.Conditional, null, [condition, whenTrue, whenFalse], start);
        }
        catch (ParseMismatchException)
        {
            _tokens.Recover(Outer);
            return _tree.Unspecified(start);
        }
    }

    private Parsed Or() => Logic(TokenKind.Or, CelOperators.LogicalOr, static p => p.And());

    private Parsed And() => Logic(TokenKind.And, CelOperators.LogicalAnd, static p => p.Relation());

    private Parsed Logic(TokenKind op, string function, Func<Parser, Parsed> term)
    {
        var first = term(this);
        if (_tokens.Kind != op)
        {
            return first;
        }

        var terms = new List<Parsed> { first };
        var operators = new List<Token>();
        while (_tokens.Kind == op)
        {
            operators.Add(_tokens.Take());
            terms.Add(term(this));
        }

        return _tree.Logic(function, terms, operators);
    }

    private Parsed Relation()
    {
        var before = _relations;
        Enter(ref _relations);
        var left = Calculation(0);
        while (RelationOf(_tokens.Kind) is { } function)
        {
            Enter(ref _relations);
            var op = _tokens.Take();
            left = _tree.Call(op, function, null, [left, Calculation(0)], left.Start);
        }

        _relations = before;
        return left;
    }

    // Precedence climbing: sums bind weaker (1) than products (2).
    private Parsed Calculation(int weakest)
    {
        var before = _calculations;
        Enter(ref _calculations);
        var left = _operands.Unary();
        while (CalculationOf(_tokens.Kind) is ({ } function, var strength) && strength > weakest)
        {
            Enter(ref _calculations);
            var op = _tokens.Take();
            left = _tree.Call(op, function, null, [left, Calculation(strength)], left.Start);
        }

        _calculations = before;
        return left;
    }

    private static string? RelationOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => CelOperators.Equal,
        TokenKind.NotEqual => CelOperators.NotEqual,
        TokenKind.In => CelOperators.In,
        TokenKind.Less => CelOperators.Less,
        TokenKind.LessOrEqual => CelOperators.LessOrEqual,
        TokenKind.Greater => CelOperators.Greater,
        TokenKind.GreaterOrEqual => CelOperators.GreaterOrEqual,
        _ => null,
    };

    private static (string? Function, int Strength) CalculationOf(TokenKind kind) => kind switch
    {
        TokenKind.Plus => (CelOperators.Add, 1),
        TokenKind.Minus => (CelOperators.Subtract, 1),
        TokenKind.Star => (CelOperators.Multiply, 2),
        TokenKind.Slash => (CelOperators.Divide, 2),
        TokenKind.Percent => (CelOperators.Modulo, 2),
        _ => (null, 0),
    };
}
