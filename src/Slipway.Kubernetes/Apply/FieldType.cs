using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Apply;

/// <summary>
/// What a value is to apply: a map owned field by field, a list owned item by item, or one leaf. Where no schema says, it is deduced
/// from the value: maps are granular, lists are not.
/// </summary>
internal readonly struct FieldType(Schema? schema, bool preservesUnknown)
{
    public static FieldType Deduced => default;

    public bool IsDeduced => schema is null;

    public Schema? Schema => schema;

    public static FieldType Of(Schema schema) => new(schema, schema.PreserveUnknownFields);

    /// <summary>Whether the schema makes a leaf of what could have parts.</summary>
    public bool IsAtomic => schema switch
    {
        null => false,
        { Type: "object" } => IsLeafMap,
        { Type: "array" } => !IsAssociative,
        _ => false,
    };

    /// <summary>What the value is to be taken as: where several kinds may stand, what stands there says.</summary>
    public FieldShape ShapeOf(JsonNode? value) => schema switch
    {
        null or { Type: "" } => value switch
        {
            JsonArray => FieldShape.List,
            null or JsonObject => FieldShape.Map,
            _ => FieldShape.Scalar,
        },
        { Type: "object" } => FieldShape.Map,
        { Type: "array" } => FieldShape.List,
        _ => FieldShape.Scalar,
    };

    /// <summary>Whether a map of this type is one leaf.</summary>
    public bool IsLeafMap => schema is { AtomicMap: true } or { IsRawExtension: true };

    /// <summary>Whether a list of this type is one leaf.</summary>
    public bool IsLeafList => schema is null || !IsAssociative;

    /// <summary>Whether the value is a map whose fields have owners of their own.</summary>
    public bool IsGranularMap(JsonNode? value) =>
        value is JsonObject && (schema is null || (schema.Type is "object" or "" && !IsLeafMap));

    /// <summary>Whether the value is a list whose items have owners of their own.</summary>
    public bool IsGranularList(JsonNode? value) =>
        value is JsonArray && schema is { Type: "array" or "" } && IsAssociative;

    /// <summary>Fields that tell items apart; empty for a set.</summary>
    public IReadOnlyList<string> KeyFields => schema switch
    {
        { ListType: SchemaListType.Map } => schema.ListMapKeys,
        { ListType: null, PatchMergeKey.Length: > 0 } => [schema.PatchMergeKey],
        _ => [],
    };

    public FieldType Item => schema?.Items is { } items ? Below(items) : Deduced;

    /// <summary>Whether the schema names the field, as distinct from one entry among any.</summary>
    public bool Names(string field) => schema is not null && schema.PropertyTable.ContainsKey(field);

    /// <summary>Whether a field of this name may be there at all.</summary>
    public bool Allows(string field)
    {
        if (schema is null || schema.PropertyTable.ContainsKey(field) || schema.AdditionalProperties is not null)
        {
            return true;
        }

        return schema.AllowsAdditionalProperties ?? (preservesUnknown || schema.PropertyTable.Count == 0);
    }

    public FieldType Field(string name)
    {
        if (schema is null)
        {
            return Deduced;
        }

        return schema.PropertyTable.TryGetValue(name, out var property) ? Below(property)
            : schema.AdditionalProperties is { } additional ? Below(additional)
            : Deduced;
    }

    /// <summary>The scalar that a schema asks for: number, string, boolean, or empty for any.</summary>
    public static string ScalarOf(Schema? schema) => schema switch
    {
        { IntOrString: true } => "",
        { Type: "integer" or "number" } => "number",
        { Type: "boolean" } => "boolean",

        // A string with a format, and a built-in quantity, may be written otherwise.
        { Type: "string", Format: "" or "byte", IsQuantity: false } => "string",
        _ => "",
    };

    /// <summary>Whether the value is a scalar of the kind that is asked for.</summary>
    public bool Fits(JsonNode value) => value is JsonValue && ShapeOf(value) == FieldShape.Scalar && ScalarOf(schema) switch
    {
        "" => true,
        "string" => value.GetValueKind() == JsonValueKind.String,
        "number" => value.GetValueKind() == JsonValueKind.Number,
        _ => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
    };

    // Without a list type, the older patch strategy says the same.
    private bool IsAssociative => schema!.ListType switch
    {
        SchemaListType.Map or SchemaListType.Set => true,
        null => schema.PatchStrategies.Contains("merge"),
        _ => false,
    };

    private FieldType Below(Schema child) => new(child, preservesUnknown || child.PreserveUnknownFields);
}
