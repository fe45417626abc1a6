using System.Globalization;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>Messages that are values of the language: wrappers, JSON values, times and Any.</summary>
internal static class WellKnownMessages
{
    private static readonly CelError Unsupported = new("unsupported conversion");

    public static CelType? FieldType(string typeName, string field) => (typeName, field) switch
    {
        ("google.protobuf.Any", "type_url") => CelType.String,
        ("google.protobuf.Any", "value") => CelType.Bytes,
        ("google.protobuf.Timestamp" or "google.protobuf.Duration", "seconds" or "nanos") => CelType.Int,
        ("google.protobuf.Value", "number_value") => CelType.Double,
        ("google.protobuf.Value", "string_value") => CelType.String,
        ("google.protobuf.Value", "bool_value") => CelType.Bool,
        ("google.protobuf.Value", "null_value") => CelType.Int,
        ("google.protobuf.Value", "struct_value") => CelType.Map(CelType.String, CelType.Dyn),
        ("google.protobuf.Value", "list_value") => CelType.ListOfDyn,
        ("google.protobuf.Struct", "fields") => CelType.Map(CelType.String, CelType.Dyn),
        ("google.protobuf.ListValue", "values") => CelType.ListOfDyn,
        (_, "value") => SpecMessages.WellKnown(typeName) is { Kind: CelKind.Wrapper } wrapper ? wrapper.Parameters[0] : null,
        _ => null,
    };

    public static CelValue Create(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields)
    {
        var only = fields.Count > 0 ? fields[0].Value : null;
        switch (typeName)
        {
            case "google.protobuf.Timestamp":
                return new CelTimestamp(Int(fields, "seconds"), (int)Int(fields, "nanos"));
            case "google.protobuf.Duration":
                return new CelDuration((Int(fields, "seconds") * CelTime.NanosPerSecond) + Int(fields, "nanos"));
            case "google.protobuf.Any":
                return new CelError("conversion error");
            case "google.protobuf.Value":
                return only is null || fields[0].Key == "null_value" ? CelNull.Instance : Json(only);
            case "google.protobuf.Struct":
                return only is null ? CelMap.Empty : Json(only);
            case "google.protobuf.ListValue":
                return only is null ? CelList.Empty : Json(only);
            default:
                var scalar = Scalar(typeName);
                return only is null ? ProtoScalars.Default(scalar) : ProtoScalars.Convert(scalar, only);
        }
    }

    /// <summary>What reading a field of the type gives that is not set; null of other messages.</summary>
    public static CelValue? Default(string typeName) => typeName switch
    {
        "google.protobuf.Timestamp" => new CelTimestamp(0, 0),
        "google.protobuf.Duration" => new CelDuration(0),
        "google.protobuf.Struct" => CelMap.Empty,
        "google.protobuf.ListValue" => CelList.Empty,
        "google.protobuf.Any" => new CelError("conversion error"),
        _ => SpecMessages.WellKnown(typeName) is null ? null : CelNull.Instance,
    };

    /// <summary>The value as a field of the type holds it; null where it unsets the field.</summary>
    public static CelValue? Convert(string typeName, CelValue value)
    {
        if (SpecMessages.WellKnown(typeName) is not { } type)
        {
            return value is CelNull ? null : value is CelObject && value.Type.Name == typeName ? value : Unsupported;
        }

        switch (typeName)
        {
            case "google.protobuf.Any":
                return value;
            case "google.protobuf.Value":
                return Json(value);
            case "google.protobuf.Struct":
                return value is CelMap ? Json(value) : Unsupported;
            case "google.protobuf.ListValue":
                return value is CelList ? Json(value) : Unsupported;
        }

        return value is CelNull ? null
            : type.Kind == CelKind.Wrapper ? ProtoScalars.Convert(Scalar(typeName), value)
            : value.Kind == type.Kind ? value
            : Unsupported;
    }

    private static string Scalar(string wrapper) => wrapper["google.protobuf.".Length..^"Value".Length].ToLowerInvariant();

    private static long Int(IReadOnlyList<KeyValuePair<string, CelValue>> fields, string name) =>
        fields.FirstOrDefault(f => f.Key == name).Value is CelInt value ? value.Value : 0;

    // As the JSON mapping of protocol buffers writes the value.
    private static CelValue Json(CelValue value)
    {
        const long SafeInteger = 1L << 53;
        switch (value)
        {
            case CelNull or CelBool or CelString or CelDouble:
                return value;
            case CelInt i:
                return Math.Abs(i.Value) < SafeInteger ? CelDouble.Of(i.Value) : new CelString(value.ToString()!);
            case CelUInt u:
                return u.Value < SafeInteger ? CelDouble.Of(u.Value) : new CelString(value.ToString()!);
            case CelBytes b:
                return new CelString(System.Convert.ToBase64String(b.Value.Span));
            case CelTimestamp or CelDuration:
                return new CelString(value.ToString()!);
            case CelList list:
                return CelList.Of([.. Enumerable.Range(0, list.Count).Select(i => Json(list[i]))]);
            case CelMap map:
                return map.Keys.All(k => k is CelString)
                    ? CelMap.Of(map.Keys.Select(k => KeyValuePair.Create(k, map.TryGet(k, out var v) ? Json(v) : CelNull.Instance)))
                    : new CelError("bad key type");
            case ProtoMessage { Type.Name: "google.protobuf.FieldMask" } mask:
                var paths = mask.Fields.TryGetValue("paths", out var set) ? (CelList)set : CelList.Empty;
                return new CelString(string.Join(',', Enumerable.Range(0, paths.Count).Select(i => Camel(paths[i].ToString()!))));
            case ProtoMessage { Type.Name: "google.protobuf.Empty" }:
                return CelMap.Empty;
            default:
                return Unsupported;
        }
    }

    private static string Camel(string path) =>
        string.Concat(path.Split('_').Select((p, i) => i == 0 ? p : char.ToUpper(p[0], CultureInfo.InvariantCulture) + p[1..]));
}
