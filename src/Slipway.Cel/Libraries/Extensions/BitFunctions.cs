using System.Globalization;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Operations on bits. Shifts by 64 and more give zero.</summary>
internal static class BitFunctions
{
    private const int Width = 64;

    public static IEnumerable<CelOverload> All { get; } =
    [
        .. Pair("bitAnd", static (a, b) => a & b),
        .. Pair("bitOr", static (a, b) => a | b),
        .. Pair("bitXor", static (a, b) => a ^ b),
        Global("bitNot", "int_int", [CelType.Int], CelType.Int, static a => CelInt.Of(~a.Int(0))),
        Global("bitNot", "uint_uint", [CelType.UInt], CelType.UInt, static a => CelUInt.Of(~a.UInt(0))),
        .. Shift("bitShiftLeft", static (value, count) => value << count),
        .. Shift("bitShiftRight", static (value, count) => value >> count),
    ];

    private static CelOverload Global(string name, string id, CelType[] parameters, CelType result, CelFunction implementation) =>
        CelOverload.Global($"math.{name}", $"math_{name}_{id}", [.. parameters], result, implementation);

    private static CelOverload[] Pair(string name, Func<ulong, ulong, ulong> operation) =>
    [
        Global(
            name,
            "int_int",
            [CelType.Int, CelType.Int],
            CelType.Int,
            a => CelInt.Of(unchecked((long)operation((ulong)a.Int(0), (ulong)a.Int(1))))),
        Global(name, "uint_uint", [CelType.UInt, CelType.UInt], CelType.UInt, a => CelUInt.Of(operation(a.UInt(0), a.UInt(1)))),
    ];

    private static CelOverload[] Shift(string name, Func<ulong, int, ulong> operation) =>
    [
        Global(
            name,
            "int_int",
            [CelType.Int, CelType.Int],
            CelType.Int,
            a => Shifted(unchecked((ulong)a.Int(0)), a.Int(1), operation) is { } v
                ? CelInt.Of(unchecked((long)v))
                : Negative(name, a.Int(1))),
        Global(
            name,
            "uint_int",
            [CelType.UInt, CelType.Int],
            CelType.UInt,
            a => Shifted(a.UInt(0), a.Int(1), operation) is { } v ? CelUInt.Of(v) : Negative(name, a.Int(1))),
    ];

    private static ulong? Shifted(ulong value, long count, Func<ulong, int, ulong> operation) =>
        count < 0 ? null : count >= Width ? 0 : operation(value, (int)count);

    private static CelError Negative(string name, long count) =>
        new(string.Create(CultureInfo.InvariantCulture, $"math.{name}() negative offset: {count}"));
}
