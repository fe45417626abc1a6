using System.Globalization;
using System.Text;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance.Protos;

/// <summary>Shows the message types of a schema to the language.</summary>
internal sealed class ProtoTypes(ProtoSchema schema) : ICelTypeProvider
{
    public CelType? FindType(string name) =>
        SpecMessages.WellKnown(name) ?? (schema.Types.ContainsKey(name) ? CelType.Object(name) : null);

    public CelField? FindField(string typeName, string fieldName) =>
        WellKnownMessages.FieldType(typeName, fieldName) is { } type ? new CelField(type)
        : schema.Types.TryGetValue(typeName, out var message) && message.Fields.TryGetValue(fieldName, out var field)
            ? new CelField(field.Type)
        : null;

    public CelValue? FindConstant(string name) => schema.EnumValues.TryGetValue(name, out var value) ? CelInt.Of(value) : null;

    public CelValue CreateObject(string typeName, IReadOnlyList<KeyValuePair<string, CelValue>> fields)
    {
        if (SpecMessages.WellKnown(typeName) is not null)
        {
            return WellKnownMessages.Create(typeName, fields);
        }

        var type = schema.Types[typeName];
        var set = new Dictionary<string, CelValue>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            var field = type.Fields[name];
            var converted = Convert(field, value);
            if (converted is CelError)
            {
                return converted;
            }

            if (converted is not null && IsSet(field, converted))
            {
                set[name] = converted;
            }
        }

        return new ProtoMessage(this, type, set);
    }

    /// <summary>What reading a field gives that is not set.</summary>
    public CelValue Default(ProtoField field)
    {
        if (field.IsMap || field.IsRepeated)
        {
            return field.IsMap ? CelMap.Empty : CelList.Empty;
        }

        if (field.IsEnum)
        {
            var scope = field.TypeName;
            return field.TypeName == "google.protobuf.NullValue" ? CelNull.Instance
                : CelInt.Of(field.Default is null ? 0 : schema.EnumValues[$"{scope}.{field.Default}"]);
        }

        return field.IsScalar ? DefaultScalar(field) : WellKnownMessages.Default(field.TypeName)
            ?? new ProtoMessage(this, schema.Types[field.TypeName], new Dictionary<string, CelValue>(StringComparer.Ordinal));
    }

    /// <summary>The value as the field holds it; null where it unsets the field.</summary>
    private CelValue? Convert(ProtoField field, CelValue value)
    {
        if (field.IsRepeated && value is CelList list)
        {
            // A null that unsets a single field is left out of a repeated one.
            var elements = Enumerable.Range(0, list.Count).Select(i => ConvertElement(field, list[i])).OfType<CelValue>().ToArray();
            return Array.Find(elements, e => e.IsError) ?? CelList.Of(elements);
        }

        if (field.IsMap && value is CelMap map)
        {
            var entries = map.Keys
                .Select(
                    k => (Key: ProtoScalars.Convert(field.KeyType!, k), Value: map.TryGet(k, out var v) ? ConvertElement(field, v) : null))
                .Where(e => e.Value is not null)
                .ToList();
            return entries.SelectMany(e => new[] { e.Key, e.Value! }).FirstOrDefault(v => v.IsError)
                ?? CelMap.Of(entries.Select(e => KeyValuePair.Create(e.Key, e.Value!)));
        }

        return field.IsRepeated || field.IsMap ? new CelError("unsupported field type") : ConvertElement(field, value);
    }

    private static CelValue? ConvertElement(ProtoField field, CelValue value)
    {
        if (field.IsEnum)
        {
            return field.TypeName == "google.protobuf.NullValue" ? CelNull.Instance : ProtoScalars.Convert("int32", value);
        }

        return field.IsScalar ? ProtoScalars.Convert(field.TypeName, value) : WellKnownMessages.Convert(field.TypeName, value);
    }

    // A scalar without presence that has its default is the same as one that is not set.
    private static bool IsSet(ProtoField field, CelValue value) =>
        field.IsMap || field.IsRepeated ? value.Size > 0
        : !field.IsScalar || field.HasPresence || field.TypeName == "google.protobuf.NullValue"
        || !(field.IsEnum ? CelInt.Of(0) : ProtoScalars.Default(field.TypeName)).EqualTo(value)
        || value is CelDouble { Value: 0 } zero && double.IsNegative(zero.Value);

    private static CelValue DefaultScalar(ProtoField field) => field.Default is not { } text
        ? ProtoScalars.Default(field.TypeName)
        : ProtoScalars.TypeOf(field.TypeName)!.Kind switch
        {
            CelKind.Int => CelInt.Of(long.Parse(text, CultureInfo.InvariantCulture)),
            CelKind.UInt => CelUInt.Of(ulong.Parse(text, CultureInfo.InvariantCulture)),
            CelKind.Double => CelDouble.Of(double.Parse(text, CultureInfo.InvariantCulture)),
            CelKind.Bool => CelBool.Of(text == "true"),
            CelKind.String => new CelString(text.Trim('"')),
            _ => new CelBytes(Encoding.UTF8.GetBytes(text.Trim('"'))),
        };
}
