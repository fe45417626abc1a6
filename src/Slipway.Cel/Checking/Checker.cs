using System.Collections.Immutable;
using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;

namespace Slipway.Cel.Checking;

/// <summary>Gives each node of an expression its type and resolves names.</summary>
internal sealed class Checker
{
    private readonly NameResolver _names;
    private readonly CheckerState _state;
    private readonly CallChecker _calls;
    private readonly LiteralChecker _literals;

    private Checker(CelEnvironment environment, SourceMap map, IssueSink? issues)
    {
        _names = new NameResolver(environment);
        _state = new CheckerState(map, issues);
        _calls = new CallChecker(this, _names, _state);
        _literals = new LiteralChecker(this, _names, _state);
    }

    /// <summary>Checks an expression. The outcome is of use only where no issue was added.</summary>
    /// <param name="parsed">The expression.</param>
    /// <param name="environment">What it may use.</param>
    /// <param name="issues">What is told; null for no check: names are resolved, and every type is <c>dyn</c>.</param>
    public static CheckedExpression Check(ParsedExpression parsed, CelEnvironment environment, IssueSink? issues)
    {
        var checker = new Checker(environment, parsed.Map, issues);
        var root = checker.Check(parsed.Root);
        var state = checker._state;
        var result = new CheckedExpression(root, parsed.Map, state.FinalTypes(), state.Constants, state.Overloads);
        if (issues is { HasIssues: false } && environment.Options is { ValidateLiterals: true } or { HomogeneousLiterals: true })
        {
            new LiteralValidation(result, environment.Options, issues).Run();
        }

        return result;
    }

    public CelExpr Check(CelExpr expr) => expr switch
    {
        CelLiteral e => _state.Typed(e, e.Value.Type),
        CelIdent e => Ident(e),
        CelSelect e => Select(e),
        CelCall e => _calls.Check(e),
        CelListLiteral e => _literals.Check(e),
        CelMapLiteral e => _literals.Check(e),
        CelStructLiteral e => _literals.Check(e),
        CelComprehension e => Comprehension(e),
        _ => _state.Typed(expr, CelType.Error),
    };

    public ImmutableArray<CelExpr> CheckAll(ImmutableArray<CelExpr> exprs)
    {
        var result = ImmutableArray.CreateBuilder<CelExpr>(exprs.Length);
        foreach (var expr in exprs)
        {
            result.Add(Check(expr));
        }

        return result.MoveToImmutable();
    }

    /// <summary>The type of a field of a checked operand. An optional operand makes an optional result.</summary>
    public CelType FieldType(CelExpr at, CelExpr operand, string field, bool isOptional)
    {
        var operandType = _state.Mapping.Substitute(_state.TypeOf(operand), freeToDyn: false);
        var target = operandType.IsOptional ? operandType.Parameters[0] : operandType;
        var result = CelType.Dyn;
        switch (target.Kind)
        {
            case CelKind.Map:
                result = target.Parameters[1];
                break;
            case CelKind.Object:
                result = DeclaredFieldType(at.Id, target.Name, field);
                break;
            case CelKind.TypeParameter:
                _state.IsAssignable(CelType.Dyn, target);
                break;
            default:
                if (!target.IsDynamicOrError)
                {
                    _state.Issue(at.Id, $"type '{target}' does not support field selection");
                }

                break;
        }

        return isOptional || operandType.IsOptional ? CelType.Optional(result) : result;
    }

    public CelType DeclaredFieldType(int at, string typeName, string field)
    {
        if (_names.Field(typeName, field) is { } declared)
        {
            return declared.Type;
        }

        _state.Issue(at, $"undefined field '{field}'");
        return CelType.Error;
    }

    private CelExpr Ident(CelIdent e)
    {
        if (_names.Simple(e.Name) is { } resolved)
        {
            return Resolved(e, resolved);
        }

        _state.Undeclared(e, _names.Container, e.Name);
        return _state.Typed(e, CelType.Error);
    }

    private CelIdent Resolved(CelExpr e, ResolvedName resolved)
    {
        if (resolved.Constant is { } constant)
        {
            _state.Constants[e.Id] = constant;
        }

        return _state.Typed(new CelIdent(e.Id, resolved.Name), resolved.Type);
    }

    private CelExpr Select(CelSelect e)
    {
        if (!e.IsTest && QualifiedName.Of(e) is var (first, name) && _names.Qualified(first, name) is { } resolved)
        {
            return Resolved(e, resolved);
        }

        var operand = Check(e.Operand);
        var type = FieldType(e, operand, e.Field, isOptional: false);
        return _state.Typed(
            new CelSelect(e.Id, operand, e.Field, e.IsTest), e.IsTest ? CelType.Bool : _state.Mapping.Substitute(type, freeToDyn: false));
    }

    private CelComprehension Comprehension(CelComprehension e)
    {
        var range = Check(e.Range);
        var initial = Check(e.Initial);
        var accumulator = _state.TypeOf(initial);
        var (first, second) = VariableTypes(e, range);

        _names.Push(e.Accumulator, accumulator);
        _names.Push(e.Variable, first);
        if (e.SecondVariable is not null)
        {
            _names.Push(e.SecondVariable, second);
        }

        var condition = Check(e.Condition);
        Assert(condition, CelType.Bool);
        var step = Check(e.Step);
        Assert(step, accumulator);
        if (e.SecondVariable is not null)
        {
            _names.Pop();
        }

        _names.Pop();
        var result = Check(e.Result);
        _names.Pop();

        var fold = new CelComprehension(e.Id)
        {
            Range = range,
            Variable = e.Variable,
            SecondVariable = e.SecondVariable,
            Accumulator = e.Accumulator,
            Initial = initial,
            Condition = condition,
            Step = step,
            Result = result,
        };
        return _state.Typed(fold, _state.Mapping.Substitute(_state.TypeOf(result), freeToDyn: false));
    }

    private (CelType First, CelType Second) VariableTypes(CelComprehension e, CelExpr range)
    {
        var type = _state.Mapping.Substitute(_state.TypeOf(range), freeToDyn: false);
        switch (type.Kind)
        {
            case CelKind.List:
                return e.SecondVariable is null ? (type.Parameters[0], CelType.Error) : (CelType.Int, type.Parameters[0]);
            case CelKind.Map:
                return (type.Parameters[0], type.Parameters[1]);
            case CelKind.Dyn or CelKind.Any or CelKind.Error or CelKind.TypeParameter:
                _state.IsAssignable(CelType.Dyn, type);
                return (CelType.Dyn, CelType.Dyn);
            default:
                _state.Issue(range.Id, $"expression of type '{type}' cannot be range of a comprehension (must be list, map, or dynamic)");
                return (CelType.Error, CelType.Error);
        }
    }

    private void Assert(CelExpr expr, CelType expected)
    {
        var actual = _state.TypeOf(expr);
        if (!_state.IsAssignable(expected, actual))
        {
            _state.Mismatch(expr, expected, actual);
        }
    }
}
