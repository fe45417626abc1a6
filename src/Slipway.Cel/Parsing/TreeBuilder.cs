using System.Collections.Immutable;
using System.Globalization;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Parsing;

/// <summary>Makes the nodes of a tree: counts their depth, expands macros and keeps their places.</summary>
internal sealed class TreeBuilder(CelOptions options, MacroTable macros, IssueSink issues)
{
    public SourceMap Map { get; } = new();

    public Parsed Leaf(int start, Func<int, CelExpr> make) => new(make(NewId(start)), 0, start);

    public Parsed Unspecified(int start) => Leaf(start, static id => new CelUnspecified(id));

    public Parsed Fail(int start, string message)
    {
        issues.Add(start, message);
        return Unspecified(start);
    }

    public Parsed Literal(int start, CelValue? value, string error) =>
        value is null ? Fail(start, error) : Leaf(start, id => new CelLiteral(id, value));

    /// <summary>A call, or what the macro of that name makes of it.</summary>
    public Parsed Call(Token op, string function, Parsed? target, ReadOnlySpan<Parsed> arguments, int start, bool isNested = true)
    {
        var depth = Deepest(arguments, target?.Depth ?? 0) + (isNested ? 1 : 0);
        CheckDepth(depth);
        var exprs = ImmutableArray.CreateBuilder<CelExpr>(arguments.Length);
        foreach (var argument in arguments)
        {
            exprs.Add(argument.Expr);
        }

        var id = NewId(op.Start);
        var list = exprs.MoveToImmutable();
        return new Parsed(Expand(id, function, target?.Expr, list) ?? new CelCall(id, function, target?.Expr, list), depth, start);
    }

    public Parsed Select(Token op, Parsed operand, string field)
    {
        CheckDepth(operand.Depth + 1);
        return new Parsed(new CelSelect(NewId(op.Start), operand.Expr, field), operand.Depth + 1, operand.Start);
    }

    /// <summary>Terms of one logical operator as a balanced tree: a long chain does not become deep.</summary>
    public Parsed Logic(string function, IReadOnlyList<Parsed> terms, IReadOnlyList<Token> operators)
    {
        if (operators.Count == 0)
        {
            return terms[0];
        }

        var depth = terms.Max(t => t.Depth);
        var ids = operators.Select(o => NewId(o.Start)).ToList();
        return new Parsed(Balance(function, terms, ids, 0, ids.Count - 1), depth, terms[0].Start);
    }

    public int NewId(int offset)
    {
        if (Map.Count > options.MaxNodes)
        {
            issues.Add(-1, string.Create(CultureInfo.InvariantCulture, $"expression has more than {options.MaxNodes} nodes"));
            throw new ParseAbortException();
        }

        return Map.NewId(offset);
    }

    public static int Deepest(ReadOnlySpan<Parsed> parts, int depth)
    {
        foreach (var part in parts)
        {
            depth = Math.Max(depth, part.Depth);
        }

        return depth;
    }

    private static CelExpr Balance(string function, IReadOnlyList<Parsed> terms, List<int> ids, int low, int high)
    {
        var middle = (low + high + 1) / 2;
        var left = middle == low ? terms[middle].Expr : Balance(function, terms, ids, low, middle - 1);
        var right = middle == high ? terms[middle + 1].Expr : Balance(function, terms, ids, middle + 1, high);
        return new CelCall(ids[middle], function, null, [left, right]);
    }

    private void CheckDepth(int depth)
    {
        if (depth > options.MaxRecursionDepth)
        {
            issues.Add(-1, "max recursion depth exceeded");
            throw new ParseAbortException();
        }
    }

    private CelExpr? Expand(int id, string function, CelExpr? target, ImmutableArray<CelExpr> arguments)
    {
        if (macros.Find(function, arguments.Length, target is not null) is not { } macro)
        {
            return null;
        }

        var context = new CelMacroContext(this, id);
        var expanded = macro.Expander(context, target, arguments);
        if (expanded is null && context.Failure is { } failure)
        {
            issues.Add(Map.OffsetOf(failure.Id), failure.Message);
            return new CelUnspecified(id);
        }

        return expanded;
    }
}
