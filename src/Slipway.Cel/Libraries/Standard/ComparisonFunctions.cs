using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c>, and equality. Numbers of different types compare by value.</summary>
internal static class ComparisonFunctions
{
    private static readonly (string Name, CelType Type)[] Types =
    [
        ("bool", CelType.Bool), ("int64", CelType.Int), ("uint64", CelType.UInt), ("double", CelType.Double), ("string", CelType.String),
        ("bytes", CelType.Bytes), ("timestamp", CelType.Timestamp), ("duration", CelType.Duration),
    ];

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Order(CelOperators.Less, "less", static c => c < 0),
        .. Order(CelOperators.LessOrEqual, "less_equals", static c => c <= 0),
        .. Order(CelOperators.Greater, "greater", static c => c > 0),
        .. Order(CelOperators.GreaterOrEqual, "greater_equals", static c => c >= 0),
        CelOverload.Global(
            CelOperators.Equal, "equals", [Parameter.A, Parameter.A], CelType.Bool, static a => CelBool.Of(a[0].EqualTo(a[1]))),
        CelOverload.Global(
            CelOperators.NotEqual, "not_equals", [Parameter.A, Parameter.A], CelType.Bool, static a => CelBool.Of(!a[0].EqualTo(a[1]))),
    ];

    private static IEnumerable<CelOverload> Order(string function, string id, Func<int, bool> test)
    {
        foreach (var (name, type) in Types)
        {
            foreach (var (otherName, otherType) in Types.Where(o => o.Name == name || (IsNumber(type) && IsNumber(o.Type))))
            {
                var overload = otherName == name ? $"{id}_{name}" : $"{id}_{name}_{otherName}";
                yield return CelOverload.Global(
                    function,
                    overload,
                    [type, otherType],
                    CelType.Bool,
                    a => CelOrder.Compare(a[0], a[1]) is { } order ? CelBool.Of(test(order)) : CelOrder.NotOrdered);
            }
        }
    }

    private static bool IsNumber(CelType type) => type.Kind is CelKind.Int or CelKind.UInt or CelKind.Double;
}
