using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Kubernetes;

/// <summary><c>quantity</c>, <c>isQuantity</c>, and arithmetic and order of amounts.</summary>
internal static class QuantityFunctions
{
    private static readonly CelType Type = KubernetesTypes.Quantity;

    /// <summary>The library.</summary>
    public static CelLibrary Library { get; } = new("kubernetes.quantity")
    {
        Overloads =
        [
            CelOverload.Global("quantity", "string_to_quantity", [CelType.String], Type, a => Parse(a[0])),
            CelOverload.Global("isQuantity", "is_quantity_string", [CelType.String], CelType.Bool, a => CelBool.Of(!Parse(a[0]).IsError)),
            CelOverload.Global("sign", "quantity_sign", [Type], CelType.Int, a => CelInt.Of(Of(a[0]).Sign)),
            CelOverload.Member("isGreaterThan", "quantity_is_greater_than", [Type, Type], CelType.Bool, a => CelBool.Of(Compare(a) > 0)),
            CelOverload.Member("isLessThan", "quantity_is_less_than", [Type, Type], CelType.Bool, a => CelBool.Of(Compare(a) < 0)),
            CelOverload.Member("compareTo", "quantity_compare_to", [Type, Type], CelType.Int, a => CelInt.Of(Compare(a))),
            CelOverload.Member("asApproximateFloat", "quantity_get_float", [Type], CelType.Double, a => CelDouble.Of(Of(a[0]).Approximate)),
            CelOverload.Member("asInteger", "quantity_get_int", [Type], CelType.Int, a => Of(a[0]).Integer is { } integer
                ? CelInt.Of(integer)
                : new CelError("cannot convert value to integer")),
            CelOverload.Member("isInteger", "quantity_is_integer", [Type], CelType.Bool, a => CelBool.Of(Of(a[0]).Integer is not null)),
            CelOverload.Member("add", "quantity_add", [Type, Type], Type, a => Value(Of(a[0]).Add(Of(a[1])))),
            CelOverload.Member("add", "quantity_add_int", [Type, CelType.Int], Type, a => Value(Of(a[0]).Add(Whole(a[1])))),
            CelOverload.Member("sub", "quantity_sub", [Type, Type], Type, a => Value(Of(a[0]).Subtract(Of(a[1])))),
            CelOverload.Member("sub", "quantity_sub_int", [Type, CelType.Int], Type, a => Value(Of(a[0]).Subtract(Whole(a[1])))),
        ],
    };

    private static CelValue Parse(CelValue text) => ResourceQuantity.TryParse(((CelString)text).Value, out var quantity, out var error)
        ? Value(quantity)
        : new CelError(error);

    private static KubernetesValue<ResourceQuantity> Value(ResourceQuantity quantity) => new(Type, quantity);

    private static ResourceQuantity Of(CelValue value) => ((KubernetesValue<ResourceQuantity>)value).Content;

    private static ResourceQuantity Whole(CelValue value) => ResourceQuantity.Of(((CelInt)value).Value);

    private static int Compare(ReadOnlySpan<CelValue> arguments) => Of(arguments[0]).CompareTo(Of(arguments[1]));
}
