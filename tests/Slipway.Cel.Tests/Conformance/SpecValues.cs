using System.Globalization;
using System.Text;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>Values as the cases write them.</summary>
internal static class SpecValues
{
    public static CelValue Read(TextMessage value)
    {
        var (name, content) = value.Fields[0];
        return name switch
        {
            "null_value" => CelNull.Instance,
            "bool_value" => CelBool.Of((string)content == "true"),
            "int64_value" => CelInt.Of(Int((string)content)),
            "uint64_value" => CelUInt.Of(ulong.Parse((string)content, CultureInfo.InvariantCulture)),
            "double_value" => Double((string)content),
            "string_value" => new CelString(Encoding.UTF8.GetString((byte[])content)),
            "bytes_value" => new CelBytes((byte[])content),
            "type_value" => new CelTypeValue(TypeByName(value.Text("type_value")!)),
            "list_value" => CelList.Of([.. ((TextMessage)content).Messages("values").Select(Read)]),
            "map_value" => CelMap.Of(((TextMessage)content).Messages("entries").Select(
                e => KeyValuePair.Create(Read(e.Message("key")!), Read(e.Message("value")!)))),
            "enum_value" => CelInt.Of(Int(((TextMessage)content).Text("value") ?? "0")),
            "object_value" => SpecEnvironment.Reader.Any((TextMessage)content),
            _ => throw new NotSupportedException(name),
        };
    }

    public static bool Same(CelValue expected, CelValue actual) => (expected, actual) switch
    {
        (CelDouble e, CelDouble a) => e.Value.Equals(a.Value) || (e.Value == 0 && a.Value == 0),
        (CelList e, CelList a) => e.Count == a.Count && Enumerable.Range(0, e.Count).All(i => Same(e[i], a[i])),
        (CelMap e, CelMap a) => e.Count == a.Count && e.Keys.All(k => e.TryGet(k, out var x) && a.TryGet(k, out var y) && Same(x, y)),
        _ => expected.Kind == actual.Kind && expected.EqualTo(actual),
    };

    public static CelDouble Double(string text) => CelDouble.Of(text switch
    {
        "inf" or "Infinity" or "infinity" => double.PositiveInfinity,
        "-inf" or "-Infinity" or "-infinity" => double.NegativeInfinity,
        "nan" or "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    });

    private static CelType TypeByName(string name) => name switch
    {
        "bool" => CelType.Bool,
        "int" => CelType.Int,
        "uint" => CelType.UInt,
        "double" => CelType.Double,
        "string" => CelType.String,
        "bytes" => CelType.Bytes,
        "list" => CelType.ListOfDyn,
        "map" => CelType.MapOfDyn,
        "type" => CelType.Type,
        "null_type" => CelType.Null,
        "optional_type" => CelType.Optional(CelType.Dyn),
        _ => CelType.Object(name),
    };

    private static long Int(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : long.Parse(text, CultureInfo.InvariantCulture);
}
