using Slipway.Cel.Checking;
using Slipway.Cel.Libraries;
using Slipway.Cel.Macros;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;

namespace Slipway.Cel.Costs;

/// <summary>Estimates the cost of a checked expression by the rules by which its evaluation is counted.</summary>
internal sealed class CostEstimation
{
    private static readonly CelCostEstimate Free = CelCostEstimate.Fixed(0);
    private static readonly CelCostEstimate One = CelCostEstimate.Fixed(1);

    private readonly CheckedExpression _checked;
    private readonly CelCostEstimate _presenceTest;
    private readonly SizeEstimation _sizes;
    private readonly CallEstimation _calls;

    private CostEstimation(CheckedExpression checkedExpression, ICelCostEstimator estimator, CelOptions options)
    {
        _checked = checkedExpression;
        _presenceTest = options.PresenceTestHasCost ? One : Free;
        _sizes = new SizeEstimation(checkedExpression, estimator);
        _calls = new CallEstimation(estimator, _sizes);
    }

    public static CelCostEstimate Estimate(CheckedExpression expression, ICelCostEstimator estimator, CelOptions options) =>
        new CostEstimation(expression, estimator, options).Cost(expression.Root);

    private CelCostEstimate Cost(CelExpr expr)
    {
        switch (expr)
        {
            case CelIdent e:
                _sizes.SetPath(e, _sizes.FindLocal(e.Name)?.Path ?? [e.Name]);
                return One;
            case CelSelect e:
                return Select(e);
            case CelCall e:
                return Call(e);
            case CelListLiteral e:
                return List(e);
            case CelMapLiteral e:
                return Map(e);
            case CelStructLiteral e:
                return e.Fields.Aggregate(CelCostEstimate.Fixed(StandardCosts.NewObject), (sum, f) => sum.Add(Cost(f.Value)));
            case CelComprehension e:
                return BindingMacros.IsBinding(e) ? Binding(e) : Fold(e);
            default:
                return Free;
        }
    }

    private CelCostEstimate Select(CelSelect e)
    {
        if (e.IsTest)
        {
            return _presenceTest.Add(Cost(e.Operand));
        }

        var sum = Cost(e.Operand);
        if (_checked.TypeOf(e.Operand).Kind is CelKind.Map or CelKind.Object or CelKind.TypeParameter)
        {
            sum = sum.Add(One);
        }

        _sizes.SetPath(e, [.. _sizes.PathOf(e.Operand), e.Field]);
        return sum;
    }

    private CelCostEstimate Call(CelCall e)
    {
        // A call of dyn only switches type checks off.
        if (e.Function == "dyn")
        {
            var dynCost = One.Add(Cost(e.Arguments[0]));
            _sizes.Copy(e, e.Arguments[0]);
            return dynCost;
        }

        var costs = new CelCostEstimate[e.Arguments.Length];
        var nodes = new CelCostNode[e.Arguments.Length];
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] = Cost(e.Arguments[i]);
            nodes[i] = _sizes.NodeOf(e.Arguments[i]);
        }

        var sum = e.Target is null ? Free : Cost(e.Target);
        var target = e.Target is null ? null : _sizes.NodeOf(e.Target);
        var cost = new CelCostEstimate(ulong.MaxValue, 0);
        CelSizeEstimate? resultSize = null;
        foreach (var overload in _checked.OverloadsOf(e))
        {
            var estimate = _calls.Estimate(e, overload, target, nodes, costs);
            cost = cost.Union(estimate.Cost);
            resultSize = estimate.ResultSize is { } size ? resultSize?.Union(size) ?? size : resultSize;
            resultSize = Element(e, overload) ? _sizes.EntryOf(e.Arguments[0])?.Value : resultSize;
            resultSize ??= _sizes.SizeOf(e);
        }

        _sizes.SetSize(e, resultSize);
        return sum.Add(cost);
    }

    private bool Element(CelCall e, CelOverload overload)
    {
        if (overload.Id is not ("index_list" or "index_map"))
        {
            return false;
        }

        _sizes.SetPath(e, [.. _sizes.PathOf(e.Arguments[0]), overload.Id == "index_list" ? "@items" : "@values"]);
        return true;
    }

    private CelCostEstimate List(CelListLiteral e)
    {
        var sum = CelCostEstimate.Fixed(StandardCosts.NewList);
        var items = SizeEstimation.NoSize(e.Elements.Length);
        foreach (var element in e.Elements)
        {
            sum = sum.Add(Cost(element));
            items = items.Union(_sizes.SizeOrUnknown(element));
        }

        _sizes.SetEntry(e, new EntrySize(CelKind.List, CelSizeEstimate.Fixed(1), items));
        return sum;
    }

    private CelCostEstimate Map(CelMapLiteral e)
    {
        var sum = CelCostEstimate.Fixed(StandardCosts.NewMap);
        var keys = SizeEstimation.NoSize(e.Entries.Length);
        var values = keys;
        foreach (var entry in e.Entries)
        {
            sum = sum.Add(Cost(entry.Key)).Add(Cost(entry.Value));
            keys = keys.Union(_sizes.SizeOrUnknown(entry.Key));
            values = values.Union(_sizes.SizeOrUnknown(entry.Value));
        }

        _sizes.SetEntry(e, new EntrySize(CelKind.Map, keys, values));
        return sum;
    }

    private CelCostEstimate Binding(CelComprehension e)
    {
        var sum = Cost(e.Range).Add(Cost(e.Initial));
        _sizes.Push(e.Accumulator, e.Initial);
        sum = sum.Add(Cost(e.Result));
        _sizes.Pop(e.Accumulator);
        _sizes.Copy(e, e.Result);
        return sum;
    }

    private CelCostEstimate Fold(CelComprehension e)
    {
        var sum = Cost(e.Range).Add(Cost(e.Initial));
        _sizes.Push(e.Accumulator, e.Initial);
        _sizes.PushIteration(e);
        var once = Cost(e.Condition).Add(Cost(e.Step));
        _sizes.PopIteration(e);
        sum = sum.Add(Cost(e.Result));
        _sizes.Pop(e.Accumulator);

        var count = _sizes.SizeOrUnknown(e.Range);
        sum = sum.Add(count.MultiplyByCost(once));
        switch (e.Initial)
        {
            case CelLiteral:
                _sizes.SetSize(e, _sizes.SizeOf(e.Initial));
                break;
            case CelListLiteral or CelMapLiteral:
                _sizes.SetSize(e, count);
                _sizes.SetEntry(e, _sizes.EntryOf(e.Step));
                break;
        }

        return sum;
    }
}
