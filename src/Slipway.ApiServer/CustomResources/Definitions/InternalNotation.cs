using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>
/// Parts of a definition as kube-apiserver's errors show them: not the wire's JSON but that of its own types, which names every field
/// and in another case.
/// </summary>
internal static class InternalNotation
{
    private static readonly (string Wire, string Name, Kind Kind)[] SchemaFields =
    [
        ("id", "ID", Kind.Text), ("$schema", "Schema", Kind.Text), ("$ref", "Ref", Kind.Pointer), ("description", "Description", Kind.Text),
        ("type", "Type", Kind.Text), ("nullable", "Nullable", Kind.Flag), ("format", "Format", Kind.Text), ("title", "Title", Kind.Text),
        ("default", "Default", Kind.Pointer), ("maximum", "Maximum", Kind.Pointer), ("exclusiveMaximum", "ExclusiveMaximum", Kind.Flag),
        ("minimum", "Minimum", Kind.Pointer), ("exclusiveMinimum", "ExclusiveMinimum", Kind.Flag), ("maxLength", "MaxLength", Kind.Pointer),
        ("minLength", "MinLength", Kind.Pointer), ("pattern", "Pattern", Kind.Text), ("maxItems", "MaxItems", Kind.Pointer),
        ("minItems", "MinItems", Kind.Pointer), ("uniqueItems", "UniqueItems", Kind.Flag), ("multipleOf", "MultipleOf", Kind.Pointer),
        ("enum", "Enum", Kind.Pointer), ("maxProperties", "MaxProperties", Kind.Pointer), ("minProperties", "MinProperties", Kind.Pointer),
        ("required", "Required", Kind.Pointer), ("items", "Items", Kind.Items), ("allOf", "AllOf", Kind.Schemas), ("oneOf", "OneOf", Kind.Schemas),
        ("anyOf", "AnyOf", Kind.Schemas), ("not", "Not", Kind.Schema), ("properties", "Properties", Kind.SchemaMap),
        ("additionalProperties", "AdditionalProperties", Kind.SchemaOrBool), ("patternProperties", "PatternProperties", Kind.SchemaMap),
        ("dependencies", "Dependencies", Kind.Pointer), ("additionalItems", "AdditionalItems", Kind.SchemaOrBool),
        ("definitions", "Definitions", Kind.SchemaMap), ("externalDocs", "ExternalDocs", Kind.Docs), ("example", "Example", Kind.Pointer),
        ("x-kubernetes-preserve-unknown-fields", "XPreserveUnknownFields", Kind.Pointer),
        ("x-kubernetes-embedded-resource", "XEmbeddedResource", Kind.Flag), ("x-kubernetes-int-or-string", "XIntOrString", Kind.Flag),
        ("x-kubernetes-list-map-keys", "XListMapKeys", Kind.Pointer), ("x-kubernetes-list-type", "XListType", Kind.Pointer),
        ("x-kubernetes-map-type", "XMapType", Kind.Pointer), ("x-kubernetes-validations", "XValidations", Kind.Rules),
    ];

    private static readonly (string Wire, string Name, Kind Kind)[] RuleFields =
    [
        ("rule", "Rule", Kind.Text), ("message", "Message", Kind.Text), ("messageExpression", "MessageExpression", Kind.Text),
        ("reason", "Reason", Kind.Pointer), ("fieldPath", "FieldPath", Kind.Text), ("optionalOldSelf", "OptionalOldSelf", Kind.Pointer),
    ];

    private static readonly (string Wire, string Name, Kind Kind)[] ColumnFields =
    [
        ("name", "Name", Kind.Text), ("type", "Type", Kind.Text), ("format", "Format", Kind.Text), ("description", "Description", Kind.Text),
        ("priority", "Priority", Kind.Number), ("jsonPath", "JSONPath", Kind.Text),
    ];

    private static readonly (string Wire, string Name, Kind Kind)[] ScaleFields =
    [
        ("specReplicasPath", "SpecReplicasPath", Kind.Text), ("statusReplicasPath", "StatusReplicasPath", Kind.Text),
        ("labelSelectorPath", "LabelSelectorPath", Kind.Pointer),
    ];

    private enum Kind
    {
        Text,
        Flag,
        Number,
        Pointer,
        Schema,
        Schemas,
        SchemaMap,
        SchemaOrBool,
        Items,
        Rules,
        Docs,
    }

    /// <summary>A rule of <c>x-kubernetes-validations</c>.</summary>
    public static string Rule(JsonObject rule) => Markup(Write(Struct(rule, RuleFields)));

    /// <summary>A schema.</summary>
    public static string Schema(JsonObject schema) => Markup(Write(Struct(schema, SchemaFields)));

    /// <summary>The <c>items</c> of a schema.</summary>
    public static string Items(JsonNode? items) => Markup(Write(Convert(items, Kind.Items)));

    /// <summary>The versions, without what they share.</summary>
    public static string Versions(DefinitionForm form) => form.Versions.Count == 0
        ? "null"
        : Markup(Write(new JsonArray([.. form.Versions.Select(v => Version(v, form))])));

    private static JsonObject Version(JsonObject version, DefinitionForm form) => new()
    {
        ["Name"] = version.Text("name"),
        ["Served"] = version.IsTrue("served"),
        ["Storage"] = version.IsTrue("storage"),
        ["Deprecated"] = version.IsTrue("deprecated"),
        ["DeprecationWarning"] = version["deprecationWarning"]?.DeepClone(),
        ["Schema"] = form.SharesSchema || version.Map("schema") is not { } schema ? null : new JsonObject
        {
            ["OpenAPIV3Schema"] = Convert(schema["openAPIV3Schema"], Kind.Schema),
        },
        ["Subresources"] = form.SharesSubresources || version.Map("subresources") is not { } subresources ? null : new JsonObject
        {
            ["Status"] = subresources.Map("status") is null ? null : new JsonObject(),
            ["Scale"] = subresources.Map("scale") is { } scale ? Struct(scale, ScaleFields) : null,
        },
        ["AdditionalPrinterColumns"] = form.SharesColumns ? null : List(version.List("additionalPrinterColumns"), ColumnFields),
        ["SelectableFields"] = form.SharesSelectableFields ? null : List(version.List("selectableFields"), [("jsonPath", "JSONPath", Kind.Text)]),
    };

    private static JsonObject Struct(JsonObject source, (string Wire, string Name, Kind Kind)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, Convert(source[f.Wire], f.Kind))));

    private static JsonArray? List(JsonArray? items, (string Wire, string Name, Kind Kind)[] fields) =>
        items is null ? null : new JsonArray([.. items.OfType<JsonObject>().Select(i => (JsonNode)Struct(i, fields))]);

    private static JsonNode? Convert(JsonNode? value, Kind kind) => (kind, value) switch
    {
        (Kind.Text, null) => "",
        (Kind.Flag, null) => false,
        (Kind.Number, null) => 0,
        (Kind.Schema, JsonObject schema) => Struct(schema, SchemaFields),
        (Kind.Schemas, JsonArray) => List((JsonArray)value, SchemaFields),
        (Kind.Rules, JsonArray) => List((JsonArray)value, RuleFields),
        (Kind.SchemaMap, JsonObject map) => new JsonObject(map.OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => KeyValuePair.Create(e.Key, Convert(e.Value, Kind.Schema)))),
        (Kind.SchemaOrBool, JsonObject schema) => new JsonObject { ["Allows"] = true, ["Schema"] = Convert(schema, Kind.Schema) },
        (Kind.SchemaOrBool, JsonValue allows) => new JsonObject { ["Allows"] = allows.DeepClone(), ["Schema"] = null },
        (Kind.Items, JsonObject schema) => new JsonObject { ["Schema"] = Convert(schema, Kind.Schema), ["JSONSchemas"] = null },
        (Kind.Items, JsonArray schemas) => new JsonObject { ["Schema"] = null, ["JSONSchemas"] = List(schemas, SchemaFields) },
        (Kind.Docs, JsonObject docs) => Struct(docs, [("description", "Description", Kind.Text), ("url", "URL", Kind.Text)]),
        _ => value?.DeepClone(),
    };

    private static string Write(JsonNode? node) => node is null ? "null" : Encoding.UTF8.GetString(KubeJson.ToUtf8(node));

    private static string Markup(string json) => new StringBuilder(json)
        .Replace("<", "\\u003c")
        .Replace(">", "\\u003e")
        .Replace("&", "\\u0026")
        .ToString();
}
