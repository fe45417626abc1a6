using System.Collections.Immutable;
using Slipway.Cel.Checking;
using Slipway.Cel.Costs;
using Slipway.Cel.Libraries;
using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>Plans calls and operators.</summary>
internal sealed class CallPlanner(Planner planner, CheckedExpression checkedExpression, CelEnvironment environment, IssueSink issues)
{
    // Conversions of constants are done when the expression is compiled.
    private static readonly ImmutableHashSet<string> Conversions =
        ["bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint"];

    public EvalNode Plan(CelCall call)
    {
        var overloads = checkedExpression.OverloadsOf(call);
        EvalNode[] arguments = call.Target is null
            ? [.. call.Arguments.Select(planner.Plan)]
            : [planner.Plan(call.Target), .. call.Arguments.Select(planner.Plan)];
        return call.Function switch
        {
            CelOperators.LogicalAnd => new LogicNode(arguments[0], arguments[1], CelBool.False),
            CelOperators.LogicalOr => new LogicNode(arguments[0], arguments[1], CelBool.True),
            CelOperators.Conditional => new ConditionalNode(arguments[0], arguments[1], arguments[2]),
            CelOperators.Equal => new EqualNode(arguments[0], arguments[1], expected: true, Cost(call, overloads)),
            CelOperators.NotEqual => new EqualNode(arguments[0], arguments[1], expected: false, Cost(call, overloads)),
            CelOperators.Index => new IndexNode(arguments[0], arguments[1], isOptional: false),
            CelOperators.OptionalIndex => new IndexNode(arguments[0], arguments[1], isOptional: true),
            CelOperators.OptionalSelect => new OptionalSelectNode(arguments[0], (CelString)((ConstantNode)arguments[1]).Value),
            "or" when overloads is [{ Id: "optional_or_optional" }] => new OptionalOrNode(arguments[0], arguments[1], unwraps: false),
            "orValue" when overloads is [{ Id: "optional_orValue_value" }] => new OptionalOrNode(arguments[0], arguments[1], unwraps: true),
            _ => Membership(overloads, arguments) ?? Conversion(call, overloads, arguments) ?? Invocation(call, overloads, arguments),
        };
    }

    private CallCost Cost(CelCall call, ImmutableArray<CelOverload> overloads)
    {
        var overload = overloads is [var single] ? single : null;
        return new CallCost(call.Function, overload?.Id ?? "", overload?.ActualCost, environment.ActualCosts);
    }

    private EvalNode Invocation(CelCall call, ImmutableArray<CelOverload> overloads, EvalNode[] arguments)
    {
        var target = new CallTarget(
            call.Function, overloads, environment.Functions.FindFunction(call.Function), Specialize(call, overloads, arguments));
        var cost = Cost(call, overloads);
        return arguments switch
        {
            [var only] => new UnaryCallNode(target, only, cost),
            [var first, var second] => new BinaryCallNode(target, first, second, cost),
            _ => new CallNode(target, arguments, cost),
        };
    }

    private CelFunction? Specialize(CelCall call, ImmutableArray<CelOverload> overloads, EvalNode[] arguments)
    {
        if (overloads is not [{ Specialize: { } specialize }])
        {
            return null;
        }

        var function = specialize([.. arguments.Select(a => (a as ConstantNode)?.Value)], out var error);
        if (error is not null && environment.Options.FoldConstants)
        {
            issues.Add(checkedExpression.Map.OffsetOf(call.Id), error);
        }

        return error is null ? function : null;
    }

    private EvalNode? Membership(ImmutableArray<CelOverload> overloads, EvalNode[] arguments)
    {
        if (overloads is not [{ Id: "in_list" }] || arguments[1] is not ConstantNode { Value: CelList list } constant)
        {
            return null;
        }

        if (list.Count == 0 && environment.Options.FoldConstants)
        {
            return new ConstantNode(CelBool.False);
        }

        var members = Enumerable.Range(0, list.Count).Select(i => list[i]).ToList();
        return members.All(m => m.Kind is CelKind.Bool or CelKind.Int or CelKind.UInt or CelKind.Double or CelKind.String)
            ? new SetMembershipNode(arguments[0], members, planner.ConstantCost((ulong)list.Count + constant.Cost))
            : null;
    }

    private ConstantNode? Conversion(CelCall call, ImmutableArray<CelOverload> overloads, EvalNode[] arguments)
    {
        if (!Conversions.Contains(call.Function) || arguments is not [ConstantNode argument])
        {
            return null;
        }

        var frame = new EvalFrame(0, 0);
        frame.Begin(CelActivation.Empty, ulong.MaxValue, default);
        var value = Invocation(call, overloads, [argument]).Eval(frame);
        if (value is not CelError error)
        {
            return new ConstantNode(value, planner.ConstantCost(frame.Cost));
        }

        if (environment.Options.FoldConstants)
        {
            issues.Add(checkedExpression.Map.OffsetOf(call.Id), error.Message);
        }

        return null;
    }
}
