using Slipway.Cel.Syntax;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Standard;

/// <summary>Sizes, membership and concatenation.</summary>
internal static class CollectionFunctions
{
    public static IEnumerable<CelOverload> All { get; } =
    [
        .. SizeOf("bytes", CelType.Bytes),
        .. SizeOf("list", Parameter.ListOfA),
        .. SizeOf("map", Parameter.MapOfAToB),
        .. SizeOf("string", CelType.String),
        CelOverload.Global(
            CelOperators.In, "in_list", [Parameter.A, Parameter.ListOfA], CelType.Bool, static a => CelBool.Of(a.List(1).Contains(a[0]))),
        CelOverload.Global(
            CelOperators.In,
            "in_map",
            [Parameter.A, Parameter.MapOfAToB],
            CelType.Bool,
            static a => CelBool.Of(a.Map(1).TryGet(a[0], out _))),
        CelOverload.Global(
            CelOperators.Add,
            "add_string",
            [CelType.String, CelType.String],
            CelType.String,
            static a => a.Text(0).Length + (long)a.Text(1).Length > CelLimits.MaxLength
                ? CelLimits.TextTooLong
                : new CelString(string.Concat(a.Text(0), a.Text(1)))),
        CelOverload.Global(CelOperators.Add, "add_bytes", [CelType.Bytes, CelType.Bytes], CelType.Bytes, Concatenate),
        CelOverload.Global(
            CelOperators.Add,
            "add_list",
            [Parameter.ListOfA, Parameter.ListOfA],
            Parameter.ListOfA,
            static a => a.List(0).Concat(a.List(1))),
    ];

    private static CelOverload[] SizeOf(string name, CelType type) =>
    [
        CelOverload.Global("size", $"size_{name}", [type], CelType.Int, static a => CelInt.Of(a[0].Size)),
        CelOverload.Member("size", $"{name}_size", [type], CelType.Int, static a => CelInt.Of(a[0].Size)),
    ];

    private static CelValue Concatenate(ReadOnlySpan<CelValue> arguments)
    {
        var (first, second) = (arguments.Bytes(0), arguments.Bytes(1));
        if ((long)first.Length + second.Length > CelLimits.MaxLength)
        {
            return CelLimits.TextTooLong;
        }

        var result = new byte[first.Length + second.Length];
        first.CopyTo(result);
        second.CopyTo(result.AsMemory(first.Length));
        return new CelBytes(result);
    }
}
