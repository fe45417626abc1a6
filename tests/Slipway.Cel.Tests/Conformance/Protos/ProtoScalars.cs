using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>The scalar types of protocol buffers.</summary>
internal static class ProtoScalars
{
    private static readonly CelError OutOfRange = new("range error");

    public static CelType? TypeOf(string name) => name switch
    {
        "int32" or "int64" or "sint32" or "sint64" or "sfixed32" or "sfixed64" => CelType.Int,
        "uint32" or "uint64" or "fixed32" or "fixed64" => CelType.UInt,
        "float" or "double" => CelType.Double,
        "bool" => CelType.Bool,
        "string" => CelType.String,
        "bytes" => CelType.Bytes,
        _ => null,
    };

    public static CelValue Default(string name) => TypeOf(name)!.Kind switch
    {
        CelKind.Int => CelInt.Of(0),
        CelKind.UInt => CelUInt.Of(0),
        CelKind.Double => CelDouble.Of(0),
        CelKind.Bool => CelBool.False,
        CelKind.String => CelString.Empty,
        _ => new CelBytes(default),
    };

    /// <summary>The value as a field of this type holds it.</summary>
    public static CelValue Convert(string name, CelValue value) => (name, value) switch
    {
        ("int32" or "sint32" or "sfixed32", CelInt i) => i.Value is >= int.MinValue and <= int.MaxValue ? i : OutOfRange,
        ("uint32" or "fixed32", CelUInt u) => u.Value <= uint.MaxValue ? u : OutOfRange,
        ("float", CelDouble d) => CelDouble.Of((float)d.Value),
        _ => TypeOf(name)!.Kind == value.Kind ? value : new CelError($"unsupported field type {value.Type} for {name}"),
    };
}
