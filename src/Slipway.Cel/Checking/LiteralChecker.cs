using System.Collections.Immutable;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;

namespace Slipway.Cel.Checking;

/// <summary>Types of lists, maps and objects.</summary>
internal sealed class LiteralChecker(Checker checker, NameResolver names, CheckerState state)
{
    public CelExpr Check(CelListLiteral e)
    {
        CelType? type = null;
        var elements = ImmutableArray.CreateBuilder<CelExpr>(e.Elements.Length);
        for (var i = 0; i < e.Elements.Length; i++)
        {
            var element = checker.Check(e.Elements[i]);
            elements.Add(element);
            type = Join(type, ValueType(element, e.Optionals.Contains(i)));
        }

        return state.Typed(new CelListLiteral(e.Id, elements.MoveToImmutable(), e.Optionals), CelType.List(type ?? state.NewParameter()));
    }

    public CelExpr Check(CelMapLiteral e)
    {
        CelType? keyType = null;
        CelType? valueType = null;
        var entries = ImmutableArray.CreateBuilder<CelMapEntry>(e.Entries.Length);
        foreach (var entry in e.Entries)
        {
            var key = checker.Check(entry.Key);
            keyType = Join(keyType, state.TypeOf(key));
            var value = checker.Check(entry.Value);
            valueType = Join(valueType, ValueType(value, entry.IsOptional));
            entries.Add(entry with { Key = key, Value = value });
        }

        var type = CelType.Map(keyType ?? state.NewParameter(), valueType ?? state.NewParameter());
        return state.Typed(new CelMapLiteral(e.Id, entries.MoveToImmutable()), type);
    }

    public CelExpr Check(CelStructLiteral e)
    {
        if (names.TypeByName(e.TypeName) is not var (name, type))
        {
            state.Undeclared(e, names.Container, e.TypeName);
            return state.Typed(e, CelType.Error);
        }

        var typeName = WellKnownTypes.NameOf(type) ?? name;
        if (type.Kind != CelKind.Object && WellKnownTypes.NameOf(type) is null)
        {
            state.Issue(e.Id, $"'{type}' is not a message type");
            type = CelType.Error;
        }

        var fields = ImmutableArray.CreateBuilder<CelStructField>(e.Fields.Length);
        foreach (var field in e.Fields)
        {
            var value = checker.Check(field.Value);
            fields.Add(field with { Value = value });
            var fieldType = checker.DeclaredFieldType(field.Id, typeName, field.Name);
            var valueType = ValueType(value, field.IsOptional);
            if (!state.IsAssignable(fieldType, valueType))
            {
                state.Issue(field.Id, $"expected type of field '{field.Name}' is '{fieldType}' but provided type is '{valueType}'");
            }
        }

        return state.Typed(new CelStructLiteral(e.Id, name, fields.MoveToImmutable()), type);
    }

    private CelType ValueType(CelExpr value, bool isOptional)
    {
        var type = state.TypeOf(value);
        if (!isOptional)
        {
            return type;
        }

        if (type.IsOptional)
        {
            return type.Parameters[0];
        }

        if (!type.IsDynamic)
        {
            state.Mismatch(value, CelType.Optional(type), type);
        }

        return type;
    }

    private CelType Join(CelType? former, CelType type) =>
        former is null ? type
        : state.IsAssignable(former, type) ? Assignability.MostGeneral(former, type)
        : CelType.Dyn;
}
