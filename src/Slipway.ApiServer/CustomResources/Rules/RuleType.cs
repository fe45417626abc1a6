using System.Text;
using System.Text.Json;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>
/// A schema as the type of an expression, with how large its values can get. Types of fields are made when they are asked for: a rule
/// names few of the fields of a large schema.
/// </summary>
internal sealed class RuleType
{
    private const long MaxRequestBytes = 3 * 1024 * 1024;

    private readonly Schema _schema;
    private readonly bool _isResource;
    private readonly RuleTypes _types;
    private readonly string _name;
    private readonly Dictionary<string, RuleType?> _fields = new(StringComparer.Ordinal);

    private RuleType(Schema schema, bool isResource, RuleTypes types, string name, CelType type)
    {
        (_schema, _isResource, _types, _name, Type) = (schema, isResource, types, name, type);
    }

    /// <summary>The expression's type.</summary>
    public CelType Type { get; }

    /// <summary>Most code points, bytes, items or entries; 0 where the type has no size.</summary>
    public long MaxElements { get; private init; }

    /// <summary>Fewest bytes that a value takes as JSON.</summary>
    public long MinSize { get; private init; }

    /// <summary>The type of items, or of entries' values.</summary>
    public RuleType? Element { get; private init; }

    /// <summary>The type of entries' keys: a string of any length.</summary>
    public RuleType? Key { get; private init; }

    /// <summary>The type of a schema; null where expressions cannot see its values.</summary>
    public static RuleType? Of(Schema schema, bool isResource, RuleTypes types, string name)
    {
        if (schema.IntOrString)
        {
            return new RuleType(schema, isResource, types, name, CelType.Dyn)
            {
                MinSize = 1, MaxElements = schema.Limits.MaxLength is { } length ? Math.Max(length, 0) * 4 : MaxRequestBytes - 2,
            };
        }

        return schema.Type switch
        {
            "array" => OfList(schema, types, name),
            "object" => OfObject(schema, isResource, types, name),
            "string" => OfText(schema, types, name),
            "boolean" => new RuleType(schema, isResource: false, types, name, CelType.Bool) { MinSize = 4 },
            "number" => new RuleType(schema, isResource: false, types, name, CelType.Double) { MinSize = 1 },
            "integer" => new RuleType(schema, isResource: false, types, name, CelType.Int) { MinSize = 1 },
            _ => null,
        };
    }

    /// <summary>The type of a field by its name in expressions; null where there is none.</summary>
    public RuleType? Field(string name)
    {
        if (Type.Kind != CelKind.Object)
        {
            return null;
        }

        if (!_fields.TryGetValue(name, out var known))
        {
            _fields[name] = known = FindField(name) ?? (FieldEscapes.IsReserved(name) ? FindField($"__{name}__") : null);
        }

        return known;
    }

    private static RuleType? OfList(Schema schema, RuleTypes types, string name)
    {
        if (schema.Items is not { } items || Of(items, items.EmbeddedResource, types, name + ".@idx") is not { } element)
        {
            return null;
        }

        return new RuleType(schema, isResource: false, types, name, CelType.List(element.Type))
        {
            Element = element, MinSize = 2, MaxElements = schema.Limits.MaxItems is { } max ? Math.Max(max, 0) : (MaxRequestBytes - 2) / (element.MinSize + 1),
        };
    }

    private static RuleType? OfObject(Schema schema, bool isResource, RuleTypes types, string name)
    {
        if (schema.AdditionalProperties is not { } values)
        {
            return types.Register(name, new RuleType(schema, isResource, types, name, CelType.Object(name)) { MinSize = MinSizeOf(schema, isResource) });
        }

        if (Of(values, values.EmbeddedResource, types, name + ".@elem") is not { } element)
        {
            return null;
        }

        // An entry is at least two bytes of key, colon, comma and the quotes, with the least value.
        return new RuleType(schema, isResource: false, types, name, CelType.Map(CelType.String, element.Type))
        {
            Element = element,
            Key = new RuleType(schema, isResource: false, types, name, CelType.String) { MinSize = 2 },
            MinSize = 2,
            MaxElements = schema.Limits.MaxProperties is { } max ? Math.Max(max, 0) : (MaxRequestBytes - 2) / (element.MinSize + 6),
        };
    }

    private static RuleType OfText(Schema schema, RuleTypes types, string name)
    {
        const int LongestTime = 32;
        var length = schema.Limits.MaxLength is { } given ? Math.Max(given, 0) : (long?)null;
        var (type, min, max) = schema.Format switch
        {
            "byte" => (CelType.Bytes, 2, length ?? MaxRequestBytes - 2),
            "duration" => (CelType.Duration, 3, LongestTime),
            "date" => (CelType.Timestamp, 12, 12),
            "date-time" => (CelType.Timestamp, 21, LongestTime),

            // A code point takes up to four bytes.
            _ => (CelType.String, 2, length * 4 ?? LongestOf(schema.Enum) ?? MaxRequestBytes - 2),
        };
        return new RuleType(schema, isResource: false, types, name, type) { MinSize = min, MaxElements = max };
    }

    private static long? LongestOf(IReadOnlyList<JsonElement> values) => values.Count == 0 ? null
        : values.Max(v => v.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetByteCount(v.GetString()!) : 0);

    // Only what must be given, and is not given by a default, is sure to take space.
    private static long MinSizeOf(Schema schema, bool isResource)
    {
        long size = 2;
        foreach (var name in schema.Required)
        {
            if (PropertyOf(schema, isResource, name) is { HasDefault: false } property
                && Of(property, property.EmbeddedResource, RuleTypes.Forgotten, "") is { } type)
            {
                size += Encoding.UTF8.GetByteCount(name) + type.MinSize + 4;
            }
        }

        return size;
    }

    private static Schema? PropertyOf(Schema schema, bool isResource, string name) =>
        (isResource ? ResourceMetadata.Find(name, schema) : null) ?? schema.Properties.GetValueOrDefault(name);

    private RuleType? FindField(string name) =>
        FieldEscapes.Unescape(name) is { } field && FieldEscapes.Escape(field) == name && PropertyOf(_schema, _isResource, field) is { } property
            ? Of(property, property.EmbeddedResource, _types, $"{_name}.{name}")
            : null;
}
