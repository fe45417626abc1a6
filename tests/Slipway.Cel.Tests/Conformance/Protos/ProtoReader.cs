using System.Globalization;
using System.Text;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>Reads messages from their text.</summary>
internal sealed class ProtoReader(ProtoSchema schema, ProtoTypes types)
{
    /// <summary>An Any: one field that is named by the type.</summary>
    public CelValue Any(TextMessage any)
    {
        var (name, content) = any.Fields.Count > 0 ? any.Fields[0] : ("", new TextMessage());
        if (!name.StartsWith('['))
        {
            throw new NotSupportedException("an Any that holds bytes");
        }

        return Message(name.Trim('[', ']').Split('/')[1], (TextMessage)content);
    }

    private CelValue Message(string typeName, TextMessage text)
    {
        switch (typeName)
        {
            case "google.protobuf.Any":
                return Any(text);
            case "google.protobuf.Struct":
                return CelMap.Of(text.Messages("fields").Select(f => KeyValuePair.Create<CelValue, CelValue>(
                    new CelString(f.Text("key")!), Message("google.protobuf.Value", f.Message("value")!))));
            case "google.protobuf.ListValue":
                return CelList.Of([.. text.Messages("values").Select(v => Message("google.protobuf.Value", v))]);
            case "google.protobuf.Value":
                return Json(text);
        }

        var fields = text.Fields.GroupBy(f => f.Name, StringComparer.Ordinal).Select(
            g => KeyValuePair.Create(g.Key.Trim('[', ']'), Field(typeName, g.Key.Trim('[', ']'), [.. g.Select(f => f.Value)])));
        return types.CreateObject(typeName, [.. fields]);
    }

    private CelValue Json(TextMessage text)
    {
        if (text.Fields.Count == 0)
        {
            return CelNull.Instance;
        }

        var (name, value) = text.Fields[0];
        return name switch
        {
            "null_value" => CelNull.Instance,
            "struct_value" => Message("google.protobuf.Struct", (TextMessage)value),
            "list_value" => Message("google.protobuf.ListValue", (TextMessage)value),
            _ => Scalar(WellKnownMessages.FieldType("google.protobuf.Value", name)!, value),
        };
    }

    private CelValue Field(string typeName, string name, object[] values)
    {
        if (WellKnownMessages.FieldType(typeName, name) is { } wellKnown)
        {
            return Scalar(wellKnown, values[0]);
        }

        var field = schema.Types[typeName].Fields[name];
        if (field.IsMap)
        {
            return CelMap.Of(values.Cast<TextMessage>().Select(e => KeyValuePair.Create(
                Scalar(ProtoScalars.TypeOf(field.KeyType!)!, Value(e, "key")), Element(field, Value(e, "value")))));
        }

        return field.IsRepeated ? CelList.Of([.. values.Select(v => Element(field, v))]) : Element(field, values[0]);
    }

    private static object Value(TextMessage entry, string name) => entry.Fields.Find(f => f.Name == name).Value ?? new TextMessage();

    private CelValue Element(ProtoField field, object value)
    {
        if (field.IsEnum)
        {
            return field.TypeName == "google.protobuf.NullValue" ? CelNull.Instance
                : schema.EnumValues.TryGetValue($"{field.TypeName}.{value}", out var number) ? CelInt.Of(number)
                : Scalar(CelType.Int, value);
        }

        return field.IsScalar ? Scalar(field.ElementType, value) : Message(field.TypeName, (TextMessage)value);
    }

    private static CelValue Scalar(CelType type, object value) => type.Kind switch
    {
        CelKind.Bool => CelBool.Of((string)value is "true" or "True" or "t" or "1"),
        CelKind.Int => CelInt.Of(long.Parse((string)value, CultureInfo.InvariantCulture)),
        CelKind.UInt => CelUInt.Of(ulong.Parse((string)value, CultureInfo.InvariantCulture)),
        CelKind.Double => SpecValues.Double((string)value),
        CelKind.String => new CelString(Encoding.UTF8.GetString((byte[])value)),
        _ => new CelBytes((byte[])value),
    };
}
