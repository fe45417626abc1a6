using Slipway.Cel.Types;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>Types as the cases write them.</summary>
internal static class SpecTypes
{
    public static CelType Read(TextMessage type)
    {
        var (name, value) = type.Fields.Count == 0 ? ("dyn", "") : type.Fields[0];
        return name switch
        {
            "dyn" => CelType.Dyn,
            "null" => CelType.Null,
            "primitive" => Primitive((string)value),
            "wrapper" => CelType.Wrapper(Primitive((string)value)),
            "well_known" => (string)value switch
            {
                "ANY" => CelType.Any,
                "TIMESTAMP" => CelType.Timestamp,
                _ => CelType.Duration,
            },
            "list_type" => CelType.List(Read(((TextMessage)value).Message("elem_type") ?? new TextMessage())),
            "map_type" => CelType.Map(
                Read(((TextMessage)value).Message("key_type") ?? new TextMessage()), Read(
                    ((TextMessage)value).Message("value_type") ?? new TextMessage())),
            "message_type" => Message(type.Text("message_type")!),
            "type_param" => CelType.TypeParameter(type.Text("type_param")!),
            "type" => ((TextMessage)value).Fields.Count == 0 ? CelType.Type : CelType.TypeOf(Read((TextMessage)value)),
            "abstract_type" => CelType.Opaque(
                ((TextMessage)value).Text("name")!, [.. ((TextMessage)value).Messages("parameter_types").Select(Read)]),
            "error" => CelType.Error,
            _ => throw new FormatException($"type {name}"),
        };
    }

    private static CelType Message(string name) => SpecMessages.WellKnown(name) ?? CelType.Object(name);

    private static CelType Primitive(string name) => name switch
    {
        "BOOL" => CelType.Bool,
        "INT64" => CelType.Int,
        "UINT64" => CelType.UInt,
        "DOUBLE" => CelType.Double,
        "STRING" => CelType.String,
        "BYTES" => CelType.Bytes,
        _ => throw new FormatException($"primitive {name}"),
    };
}
