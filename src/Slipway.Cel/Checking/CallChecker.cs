using System.Collections.Immutable;
using Slipway.Cel.Libraries;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Checking;

/// <summary>Finds the overloads that a call may mean.</summary>
internal sealed class CallChecker(Checker checker, NameResolver names, CheckerState state)
{
    public CelExpr Check(CelCall e)
    {
        if (e.Function == CelOperators.OptionalSelect)
        {
            return OptionalSelect(e);
        }

        var arguments = checker.CheckAll(e.Arguments);
        if (e.Target is null)
        {
            return names.Function(e.Function) is var (name, overloads)
                ? Resolve(new CelCall(e.Id, name, null, arguments), overloads)
                : Undeclared(new CelCall(e.Id, e.Function, null, arguments));
        }

        // In a.b.f(x), either a.b.f is a function or f is one of the target a.b.
        if (QualifiedName.Of(e.Target) is var (_, prefix) && names.Function($"{prefix}.{e.Function}") is var (qualified, functions))
        {
            return Resolve(new CelCall(e.Id, qualified, null, arguments), functions);
        }

        var call = new CelCall(e.Id, e.Function, checker.Check(e.Target), arguments);
        return names.Function(e.Function) is var (memberName, members)
            ? Resolve(new CelCall(e.Id, memberName, call.Target, arguments), members)
            : Undeclared(call);
    }

    private CelCall Undeclared(CelCall call)
    {
        state.Undeclared(call, names.Container, call.Function);
        return state.Typed(call, CelType.Error);
    }

    private CelExpr OptionalSelect(CelCall e)
    {
        var operand = checker.Check(e.Arguments[0]);
        var call = new CelCall(e.Id, e.Function, null, [operand, e.Arguments[1]]);
        if (e.Arguments[1] is not CelLiteral { Value: CelString field })
        {
            state.Issue(e.Arguments[1].Id, "unsupported optional field selection");
            return state.Typed(call, CelType.Error);
        }

        state.Typed(e.Arguments[1], CelType.String);
        var type = checker.FieldType(e, operand, field.Value, isOptional: true);
        state.Overloads[e.Id] = [.. names.Function(e.Function)?.Overloads ?? []];
        return state.Typed(call, state.Mapping.Substitute(type, freeToDyn: false));
    }

    private CelCall Resolve(CelCall call, IReadOnlyList<CelOverload> overloads)
    {
        var argumentTypes = call.Arguments.Select(state.TypeOf);
        ImmutableArray<CelType> types = call.Target is null ? [.. argumentTypes] : [state.TypeOf(call.Target), .. argumentTypes];
        if (call is { Target: null, Function: CelOperators.LogicalAnd or CelOperators.LogicalOr })
        {
            return Logical(call, overloads);
        }

        CelType? result = null;
        var matching = ImmutableArray.CreateBuilder<CelOverload>();
        foreach (var overload in overloads)
        {
            if (overload.IsMember != call.Target is not null || overload.Parameters.Length != types.Length)
            {
                continue;
            }

            var (parameters, overloadResult) = Instantiate(overload);
            if (!state.Mapping.AreAssignable(types, parameters))
            {
                continue;
            }

            matching.Add(overload);
            var type = state.Mapping.Substitute(overloadResult, freeToDyn: false);
            result = result is null || result.IsDynamic || type.Equals(result) ? result ?? type : CelType.Dyn;
        }

        if (result is null)
        {
            var shown = string.Join(", ", (call.Target is null ? types : types.RemoveAt(0)).Select(Shown));
            var target = call.Target is null ? "" : $"{Shown(types[0])}.";
            state.Issue(call.Id, $"found no matching overload for '{call.Function}' applied to '{target}({shown})'");
            return state.Typed(call, CelType.Error);
        }

        state.Overloads[call.Id] = matching.ToImmutable();
        return state.Typed(call, result);
    }

    private CelCall Logical(CelCall call, IReadOnlyList<CelOverload> overloads)
    {
        var fits = true;
        foreach (var argument in call.Arguments)
        {
            var type = state.TypeOf(argument);
            if (!state.IsAssignable(type, CelType.Bool))
            {
                state.Mismatch(argument, CelType.Bool, type);
                fits = false;
            }
        }

        state.Overloads[call.Id] = [overloads[0]];
        return state.Typed(call, fits ? CelType.Bool : CelType.Error);
    }

    private CelType Shown(CelType type) => state.Mapping.Substitute(type, freeToDyn: true);

    // Each call has type parameters of its own.
    private (ImmutableArray<CelType> Parameters, CelType Result) Instantiate(CelOverload overload)
    {
        if (!overload.IsGeneric)
        {
            return (overload.Parameters, overload.Result);
        }

        var fresh = new TypeMapping();
        foreach (var name in overload.TypeParameters)
        {
            fresh.Set(CelType.TypeParameter(name), state.NewParameter());
        }

        return (
            [.. overload.Parameters.Select(p => fresh.Substitute(p, freeToDyn: false))],
            fresh.Substitute(overload.Result, freeToDyn: false));
    }
}
