using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary><c>+ - * / %</c> and negation of numbers. Overflow is an error.</summary>
internal static class ArithmeticFunctions
{
    private static readonly CelError IntOverflow = new("integer overflow");
    private static readonly CelError UIntOverflow = new("unsigned integer overflow");
    private static readonly CelError DivisionByZero = new("division by zero");
    private static readonly CelError ModulusByZero = new("modulus by zero");

    public static IEnumerable<CelOverload> All { get; } =
    [
        Int(CelOperators.Add, "add_int64", static (a, b) => Checked((Int128)a + b)),
        Int(CelOperators.Subtract, "subtract_int64", static (a, b) => Checked((Int128)a - b)),
        Int(CelOperators.Multiply, "multiply_int64", static (a, b) => Checked((Int128)a * b)),
        Int(CelOperators.Divide, "divide_int64", static (a, b) => b == 0 ? DivisionByZero : Checked((Int128)a / b)),
        Int(
            CelOperators.Modulo,
            "modulo_int64",
            static (a, b) => b == 0 ? ModulusByZero : a == long.MinValue && b == -1 ? IntOverflow : CelInt.Of(a % b)),
        UInt(CelOperators.Add, "add_uint64", static (a, b) => Checked((UInt128)a + b)),
        UInt(CelOperators.Subtract, "subtract_uint64", static (a, b) => a < b ? UIntOverflow : CelUInt.Of(a - b)),
        UInt(CelOperators.Multiply, "multiply_uint64", static (a, b) => Checked((UInt128)a * b)),
        UInt(CelOperators.Divide, "divide_uint64", static (a, b) => b == 0 ? DivisionByZero : CelUInt.Of(a / b)),
        UInt(CelOperators.Modulo, "modulo_uint64", static (a, b) => b == 0 ? ModulusByZero : CelUInt.Of(a % b)),
        Double(CelOperators.Add, "add_double", static (a, b) => a + b),
        Double(CelOperators.Subtract, "subtract_double", static (a, b) => a - b),
        Double(CelOperators.Multiply, "multiply_double", static (a, b) => a * b),
        Double(CelOperators.Divide, "divide_double", static (a, b) => a / b),
        CelOverload.Global(CelOperators.Negate, "negate_int64", [CelType.Int], CelType.Int, static a => Checked(-(Int128)a.Int(0))),
        CelOverload.Global(CelOperators.Negate, "negate_double", [CelType.Double], CelType.Double, static a => CelDouble.Of(-a.Double(0))),
    ];

    private static CelValue Checked(Int128 value) => value < long.MinValue || value > long.MaxValue ? IntOverflow : CelInt.Of((long)value);

    private static CelValue Checked(UInt128 value) => value > ulong.MaxValue ? UIntOverflow : CelUInt.Of((ulong)value);

    private static CelOverload Int(string function, string id, Func<long, long, CelValue> implementation) =>
        CelOverload.Global(function, id, [CelType.Int, CelType.Int], CelType.Int, a => implementation(a.Int(0), a.Int(1)));

    private static CelOverload UInt(string function, string id, Func<ulong, ulong, CelValue> implementation) =>
        CelOverload.Global(function, id, [CelType.UInt, CelType.UInt], CelType.UInt, a => implementation(a.UInt(0), a.UInt(1)));

    private static CelOverload Double(string function, string id, Func<double, double, double> implementation) =>
        CelOverload.Global(
            function, id, [CelType.Double, CelType.Double], CelType.Double, a => CelDouble.Of(implementation(a.Double(0), a.Double(1))));
}
