using Slipway.Cel.Parsing;
using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Re2;

namespace Slipway.Cel.Checking;

/// <summary>Refuses literals that are well typed but cannot be meant: see <see cref="CelOptions"/>.</summary>
internal sealed class LiteralValidation(CheckedExpression expression, CelOptions options, IssueSink issues)
{
    // What is formatted may be of any types.
    private const string Format = "format";

    public void Run() => Visit(expression.Root, isExempt: false);

    private void Visit(CelExpr expr, bool isExempt)
    {
        switch (expr)
        {
            case CelCall call when options.ValidateLiterals:
                Argument(call);
                break;
            case CelListLiteral list when options.HomogeneousLiterals && !isExempt:
                Elements(list);
                break;
            case CelMapLiteral map when options.HomogeneousLiterals && !isExempt:
                Entries(map);
                break;
        }

        var exempt = isExempt || expr is CelCall { Function: Format };
        foreach (var child in CelTree.Children(expr))
        {
            Visit(child, exempt);
        }
    }

    private void Argument(CelCall call)
    {
        if (call.Arguments is not [CelLiteral literal, ..] || call.Function is not ("duration" or "timestamp" or "matches"))
        {
            return;
        }

        var isValid = call.Function == "matches"
            ? literal.Value is not CelString pattern || Re2Regex.TryParse(pattern.Value, out _, out _)
            : expression.OverloadsOf(call) is not [var overload] || !overload.Implementation([literal.Value]).IsError;
        if (!isValid)
        {
            Issue(literal, $"invalid {call.Function} argument");
        }
    }

    private void Elements(CelListLiteral list)
    {
        CelType? first = null;
        for (var i = 0; i < list.Elements.Length; i++)
        {
            var type = TypeOf(list.Elements[i], list.Optionals.Contains(i));
            if (first is not null && !first.Equals(type))
            {
                Mismatch(list.Elements[i], first, type);
                return;
            }

            first ??= type;
        }
    }

    private void Entries(CelMapLiteral map)
    {
        CelType? keyType = null;
        CelType? valueType = null;
        foreach (var entry in map.Entries)
        {
            var (key, value) = (TypeOf(entry.Key, isOptional: false), TypeOf(entry.Value, entry.IsOptional));
            if (keyType is not null && !keyType.Equals(key))
            {
                Mismatch(entry.Key, keyType, key);
            }

            if (valueType is not null && !valueType.Equals(value))
            {
                Mismatch(entry.Value, valueType, value);
            }

            keyType ??= key;
            valueType ??= value;
        }
    }

    private CelType TypeOf(CelExpr expr, bool isOptional)
    {
        var type = expression.TypeOf(expr);
        return isOptional && type.IsOptional ? type.Parameters[0] : type;
    }

    private void Mismatch(CelExpr at, CelType expected, CelType actual) => Issue(at, $"expected type '{expected}' but found '{actual}'");

    private void Issue(CelExpr at, string message) => issues.Add(expression.Map.OffsetOf(at.Id), message);
}
