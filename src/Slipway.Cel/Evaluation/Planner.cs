using Slipway.Cel.Checking;
using Slipway.Cel.Costs;
using Slipway.Cel.Macros;
using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Values;

namespace Slipway.Cel.Evaluation;

/// <summary>Makes a program of a checked expression.</summary>
internal sealed class Planner
{
    private readonly CheckedExpression _checked;
    private readonly CelEnvironment _environment;
    private readonly PlanScope _scope = new();
    private readonly CallPlanner _calls;

    private Planner(CheckedExpression checkedExpression, CelEnvironment environment, IssueSink issues)
    {
        _checked = checkedExpression;
        _environment = environment;
        _calls = new CallPlanner(this, checkedExpression, environment, issues);
    }

    /// <summary>Cost of a literal whose parts are all constant.</summary>
    public ulong ConstantCost(ulong cost) => _environment.Options.FoldConstants ? 0 : cost;

    /// <summary>The program; null where an issue was added.</summary>
    public static CelProgram? Plan(CheckedExpression checkedExpression, CelEnvironment environment, IssueSink issues)
    {
        var planner = new Planner(checkedExpression, environment, issues);
        var root = planner.Plan(checkedExpression.Root);
        return issues.HasIssues
            ? null
            : new CelProgram(checkedExpression, root, [.. planner._scope.Globals], planner._scope.LocalCount, environment.Options);
    }

    public EvalNode Plan(CelExpr expr) => expr switch
    {
        CelLiteral e => new ConstantNode(e.Value),
        CelIdent e => _checked.Constants.TryGetValue(e.Id, out var constant) ? new ConstantNode(constant) : _scope.Find(e.Name),
        CelSelect { IsTest: true } e =>
            new PresenceNode(Plan(e.Operand), e.Field, _environment.Options.PresenceTestHasCost ? 1UL : 0),
        CelSelect e => new SelectNode(Plan(e.Operand), e.Field),
        CelCall e => _calls.Plan(e),
        CelListLiteral e => List(e),
        CelMapLiteral e => Map(e),
        CelStructLiteral e => new StructNode(
            _environment.Types!, e.TypeName, [.. e.Fields.Select(f => (f.Name, Plan(f.Value), f.IsOptional))]),
        CelComprehension e => BindingMacros.IsBinding(e) ? Binding(e) : Fold(e),
        _ => new ConstantNode(CelError.NoSuchOverload),
    };

    private EvalNode List(CelListLiteral e)
    {
        var elements = e.Elements.Select(Plan).ToArray();
        if (e.Optionals.IsEmpty && elements.All(n => n is ConstantNode))
        {
            var constants = elements.Cast<ConstantNode>().ToList();
            var cost = constants.Aggregate(StandardCosts.NewList, (sum, n) => sum + n.Cost);
            return new ConstantNode(CelList.Of([.. constants.Select(n => n.Value)]), ConstantCost(cost));
        }

        return new ListNode(
            elements, e.Optionals.IsEmpty ? [] : [.. Enumerable.Range(0, elements.Length).Select(i => e.Optionals.Contains(i))]);
    }

    private EvalNode Map(CelMapLiteral e)
    {
        var entries = e.Entries.Select(entry => (Plan(entry.Key), Plan(entry.Value), entry.IsOptional)).ToArray();
        var node = new MapNode(entries);
        if (entries.Any(n => n is not (ConstantNode, ConstantNode, false)))
        {
            return node;
        }

        var frame = new EvalFrame(0, 0);
        frame.Begin(CelActivation.Empty, ulong.MaxValue, default);
        var value = node.Eval(frame);
        return value.IsError ? node : new ConstantNode(value, ConstantCost(frame.Cost));
    }

    private BindNode Binding(CelComprehension e)
    {
        var value = Plan(e.Initial);
        var name = _scope.Push(e.Accumulator, value);
        var result = Plan(e.Result);
        _scope.Pop();
        return new BindNode(name.Slot, result, ConstantCost(StandardCosts.NewList));
    }

    private FoldNode Fold(CelComprehension e)
    {
        var range = Plan(e.Range);
        var accumulation = Accumulation.Of(e);
        EvalNode initial = accumulation == Accumulation.Kind.Plain
            ? Plan(e.Initial)
            : new NewBuilderNode(
                accumulation == Accumulation.Kind.Map,
                ConstantCost(accumulation == Accumulation.Kind.Map ? StandardCosts.NewMap : StandardCosts.NewList));
        var accumulator = _scope.Push(e.Accumulator, initial);
        var first = _scope.Push(e.Variable);
        var second = e.SecondVariable is null ? null : _scope.Push(e.SecondVariable);
        var condition = Plan(e.Condition);
        var step = accumulation == Accumulation.Kind.Plain ? Plan(e.Step) : InPlace(e.Step, accumulator);
        if (second is not null)
        {
            _scope.Pop();
        }

        _scope.Pop();
        var result = Plan(e.Result);
        _scope.Pop();
        return new FoldNode
        {
            Range = range,
            Variable = first.Slot,
            SecondVariable = second?.Slot ?? -1,
            Accumulator = accumulator,
            Condition = condition,
            Step = step,
            Result = result,
        };
    }

    private EvalNode InPlace(CelExpr step, LocalNode accumulator)
    {
        var call = (CelCall)step;
        return call.Function switch
        {
            CelOperators.Conditional =>
                new ConditionalNode(Plan(call.Arguments[0]), InPlace(call.Arguments[1], accumulator), accumulator),
            CelOperators.Add => new AppendNode(accumulator, Plan(((CelListLiteral)call.Arguments[1]).Elements[0])),
            _ when call.Arguments.Length == 3 => new InsertNode(accumulator, Plan(call.Arguments[1]), Plan(call.Arguments[2])),
            _ => new InsertAllNode(accumulator, Plan(call.Arguments[1])),
        };
    }
}
