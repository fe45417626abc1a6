using System.Collections.Immutable;
using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Macros;

/// <summary>Makes nodes for a macro. Their place in the text is that of the macro.</summary>
public sealed class CelMacroContext
{
    /// <summary>Name of the accumulator of comprehensions; no expression can name it.</summary>
    public const string AccumulatorName = "@result";

    private readonly TreeBuilder _tree;
    private readonly int _callId;

    internal CelMacroContext(TreeBuilder tree, int callId)
    {
        _tree = tree;
        _callId = callId;
    }

    internal (int Id, string Message)? Failure { get; private set; }

    /// <summary>A constant.</summary>
    public CelExpr Literal(CelValue value) => new CelLiteral(NextId(), value);

    /// <summary>A name.</summary>
    public CelExpr Ident(string name) => new CelIdent(NextId(), name);

    /// <summary>The accumulator.</summary>
    public CelExpr Accumulator() => Ident(AccumulatorName);

    /// <summary>A global call.</summary>
    public CelExpr Call(string function, params ImmutableArray<CelExpr> arguments) => new CelCall(NextId(), function, null, arguments);

    /// <summary>A call on a target.</summary>
    public CelExpr MemberCall(string function, CelExpr target, params ImmutableArray<CelExpr> arguments) =>
        new CelCall(NextId(), function, target, arguments);

    /// <summary>A list.</summary>
    public CelExpr List(params ImmutableArray<CelExpr> elements) => new CelListLiteral(NextId(), elements, []);

    /// <summary>A map.</summary>
    public CelExpr Map(params ImmutableArray<CelMapEntry> entries) => new CelMapLiteral(NextId(), entries);

    /// <summary>An entry of a map.</summary>
    public CelMapEntry MapEntry(CelExpr key, CelExpr value) => new(NextId(), key, value, IsOptional: false);

    /// <summary>A field.</summary>
    public CelExpr Select(CelExpr operand, string field) => new CelSelect(NextId(), operand, field);

    /// <summary>A test of a field's presence.</summary>
    public CelExpr PresenceTest(CelExpr operand, string field) => new CelSelect(NextId(), operand, field, isTest: true);

    /// <summary>A fold; <paramref name="secondVariable"/> is null where there is only one variable.</summary>
    public CelExpr Comprehension(
        CelExpr range,
        string variable,
        string? secondVariable,
        string accumulator,
        CelExpr initial,
        CelExpr condition,
        CelExpr step,
        CelExpr result) =>
        new CelComprehension(NextId())
        {
            Range = range,
            Variable = variable,
            SecondVariable = secondVariable,
            Accumulator = accumulator,
            Initial = initial,
            Condition = condition,
            Step = step,
            Result = result,
        };

    /// <summary>The same expression once more, with nodes of its own: a node stands in only one place of a tree.</summary>
    public CelExpr Copy(CelExpr expression) => TreeCopy.Copy(expression, id => _tree.NewId(_tree.Map.OffsetOf(id)));

    /// <summary>Says that the macro's arguments are wrong, at a node; the expander returns what this returns.</summary>
    public CelExpr? Fail(CelExpr at, string message)
    {
        Failure = (at.Id, message);
        return null;
    }

    private int NextId() => _tree.NewId(_tree.Map.OffsetOf(_callId));
}
