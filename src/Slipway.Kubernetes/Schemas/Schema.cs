using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// What is known of a value's shape: a CRD's structural schema or the OpenAPI v2 definition of a built-in kind. Immutable and
/// safe to share; the schemas of fields and items are read when first asked for, so that a large CRD costs little to load.
/// </summary>
public sealed class Schema
{
    private static readonly Dictionary<string, Schema> NoProperties = [];

    private readonly JsonElement _source;
    private readonly SchemaDefinitions? _definitions;
    private Dictionary<string, Schema>? _properties;
    private Schema? _items;
    private Schema? _additionalProperties;
    private Schema? _not;
    private IReadOnlyList<Schema>? _allOf;
    private IReadOnlyList<Schema>? _anyOf;
    private IReadOnlyList<Schema>? _oneOf;

    internal Schema(JsonElement source, SchemaDefinitions? definitions)
        : this(source, definitions, SchemaKeywords.Read(source), properties: null)
    {
    }

    private Schema(JsonElement source, SchemaDefinitions? definitions, SchemaKeywords keywords, Dictionary<string, Schema>? properties)
    {
        _source = source;
        _definitions = definitions;
        _properties = properties;
        Keywords = keywords;
        DescribesMetadata = definitions is not null;
    }

    internal SchemaKeywords Keywords { get; }

    /// <summary>JSON type: object, array, string, integer, number or boolean; empty when the schema does not say.</summary>
    public string Type => Keywords.Type;

    /// <summary>Format of a scalar, such as <c>date-time</c> or <c>int32</c>; empty when not given.</summary>
    public string Format => Keywords.Format;

    /// <summary>Text for people, from the schema; empty when not given.</summary>
    public string Description => _source.TryGetProperty("description", out var text) ? text.GetString() ?? "" : "";

    /// <summary>Whether null is a value of its own and not the same as an absent field.</summary>
    public bool Nullable => Keywords.Nullable;

    /// <summary>Whether the value may be an integer or a string.</summary>
    public bool IntOrString => Keywords.IntOrString;

    /// <summary>Whether fields that the schema does not name are kept.</summary>
    public bool PreserveUnknownFields => Keywords.PreserveUnknownFields;

    /// <summary>Whether the value is a Kubernetes object: apiVersion, kind and metadata are implied.</summary>
    public bool EmbeddedResource => Keywords.EmbeddedResource;

    /// <summary>How a list merges; null when the schema does not say, which means atomic.</summary>
    public SchemaListType? ListType => Keywords.ListType;

    /// <summary>Fields whose values tell the items of a <see cref="SchemaListType.Map"/> apart.</summary>
    public IReadOnlyList<string> ListMapKeys => Keywords.ListMapKeys;

    /// <summary>Whether an object is replaced and owned as a whole (<c>x-kubernetes-map-type: atomic</c>).</summary>
    public bool AtomicMap => Keywords.AtomicMap;

    /// <summary>Key field for a strategic merge of the list; empty when not given.</summary>
    public string PatchMergeKey => Keywords.PatchMergeKey;

    /// <summary>Strategies of a strategic merge: any of merge, replace, retainKeys.</summary>
    public IReadOnlyList<string> PatchStrategies => Keywords.PatchStrategies;

    /// <summary>Fields that must be given.</summary>
    public IReadOnlyList<string> Required => Keywords.Required;

    /// <summary>The values allowed; empty when any is.</summary>
    public IReadOnlyList<JsonElement> Enum => Keywords.Enum;

    /// <summary>Bounds on the value.</summary>
    public SchemaLimits Limits => Keywords.Limits;

    /// <summary>CEL rules, not yet compiled.</summary>
    public IReadOnlyList<SchemaValidationRule> ValidationRules => Keywords.ValidationRules;

    /// <summary>Whether the schema gives a default other than null.</summary>
    public bool HasDefault => Keywords.Default.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Schemas of the fields that are named.</summary>
    public IReadOnlyDictionary<string, Schema> Properties => PropertyTable;

    /// <summary>Schema of every field that is not named; null when there is none (see <see cref="AllowsAdditionalProperties"/>).</summary>
    public Schema? AdditionalProperties => Child("additionalProperties", ref _additionalProperties);

    /// <summary>Whether <c>additionalProperties</c> is written as a plain true or false; null when it is a schema or absent.</summary>
    public bool? AllowsAdditionalProperties => Keywords.AllowsAdditionalProperties;

    /// <summary>Schema of a list's items; null when there is none.</summary>
    public Schema? Items => Child("items", ref _items);

    /// <summary>Schemas that the value must all meet.</summary>
    public IReadOnlyList<Schema> AllOf => Children("allOf", ref _allOf);

    /// <summary>Schemas of which the value must meet one or more.</summary>
    public IReadOnlyList<Schema> AnyOf => Children("anyOf", ref _anyOf);

    /// <summary>Schemas of which the value must meet exactly one.</summary>
    public IReadOnlyList<Schema> OneOf => Children("oneOf", ref _oneOf);

    /// <summary>Schema that the value must not meet; null when there is none.</summary>
    public Schema? Not => Child("not", ref _not);

    internal JsonElement Source => _source;

    /// <summary>The definition's name, for a built-in type that has one, such as <c>io.k8s.api.core.v1.PodSpec</c>; empty otherwise.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Whether the value is a quantity, which is declared a string and may be written as a number.</summary>
    public bool IsQuantity => Name == "io.k8s.apimachinery.pkg.api.resource.Quantity";

    /// <summary>Whether the value is an object of any kind that nobody looks into.</summary>
    internal bool IsRawExtension => Name == "io.k8s.apimachinery.pkg.runtime.RawExtension";

    /// <summary>Whether metadata is described in full; a CRD's own schema may only restrict a field or two of it.</summary>
    internal bool DescribesMetadata { get; private init; }

    internal Dictionary<string, Schema> PropertyTable
    {
        get
        {
            var table = Volatile.Read(ref _properties);
            return table ?? Interlocked.CompareExchange(ref _properties, table = ReadProperties(), comparand: null) ?? table;
        }
    }

    /// <summary>Reads a CRD version's <c>openAPIV3Schema</c>.</summary>
    /// <exception cref="JsonException">The schema is no object, or a keyword has a value of the wrong type.</exception>
    public static Schema FromJson(JsonElement json) => new(json.Clone(), definitions: null);

    /// <summary>Reads a CRD version's <c>openAPIV3Schema</c>.</summary>
    /// <exception cref="JsonException">The schema is no object, or a keyword has a value of the wrong type.</exception>
    public static Schema FromJson(JsonNode json)
    {
        using var document = JsonDocument.Parse(json.ToJsonString(), KubeJson.DocumentOptions);
        return FromJson(document.RootElement);
    }

    /// <summary>The schema as it was written, as a copy.</summary>
    public JsonObject ToJson() => (JsonObject)JsonNodes.FromElement(_source)!;

    /// <summary>A copy of the default for the caller to put into an object.</summary>
    public JsonNode? CreateDefault() => HasDefault ? JsonNodes.FromElement(Keywords.Default) : null;

    /// <summary>
    /// The schema of a whole resource: this one with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> as every Kubernetes object has
    /// them, whatever a CRD says of those. Pruning and apply need it; validation and defaults take the CRD's own.
    /// </summary>
    /// <param name="objectMeta">Schema of <c>io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta</c>.</param>
    public Schema AsResource(Schema objectMeta)
    {
        var text = new Schema(JsonElement.Parse("""{"type":"string"}"""u8), definitions: null);
        var properties = new Dictionary<string, Schema>(PropertyTable, StringComparer.Ordinal)
        {
            ["apiVersion"] = text,
            ["kind"] = text,
            ["metadata"] = objectMeta,
        };
        return new Schema(_source, _definitions, Keywords, properties) { DescribesMetadata = true };
    }

    /// <summary>Whether the keyword stands anywhere in the schema. Cheap: nothing is read for it that was not before.</summary>
    /// <param name="keyword">A keyword such as <c>x-kubernetes-validations</c>.</param>
    public bool Mentions(ReadOnlySpan<byte> keyword) => JsonMarshal.GetRawUtf8Value(_source).IndexOf(keyword) >= 0;

    private Dictionary<string, Schema> ReadProperties()
    {
        if (!_source.TryGetProperty("properties", out var json) || json.ValueKind != JsonValueKind.Object)
        {
            return NoProperties;
        }

        var properties = new Dictionary<string, Schema>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            properties[property.Name] = Read(property.Value);
        }

        return properties;
    }

    private Schema? Child(string keyword, ref Schema? cached)
    {
        if (Volatile.Read(ref cached) is { } known)
        {
            return known;
        }

        // additionalProperties may also be a boolean; SchemaKeywords keeps which.
        if (!_source.TryGetProperty(keyword, out var json) || json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var child = Read(json);
        return Interlocked.CompareExchange(ref cached, child, comparand: null) ?? child;
    }

    private IReadOnlyList<Schema> Children(string keyword, ref IReadOnlyList<Schema>? cached)
    {
        if (Volatile.Read(ref cached) is { } known)
        {
            return known;
        }

        IReadOnlyList<Schema> children = _source.TryGetProperty(keyword, out var json) && json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(Read)]
            : [];
        return Interlocked.CompareExchange(ref cached, children, comparand: null) ?? children;
    }

    private Schema Read(JsonElement json)
    {
        if (_definitions is null || !json.TryGetProperty("$ref", out var reference))
        {
            return new Schema(json, _definitions);
        }

        var target = _definitions.Resolve(reference.GetString() ?? "");

        // What stands beside a $ref (a patch strategy, say) holds for this use of the definition only.
        return SchemaKeywords.HasOwnBesideReference(json)
            ? new Schema(target._source, _definitions, target.Keywords.Overlay(SchemaKeywords.Read(json)), properties: null) { Name = target.Name }
            : target;
    }
}
