using System.Text.Json;

namespace Slipway.Kubernetes.Schemas;

/// <summary>The keywords of one schema level, without those that hold other schemas.</summary>
internal sealed record SchemaKeywords
{
    public string Type { get; private set; } = "";

    public string Format { get; private set; } = "";

    public bool Nullable { get; private set; }

    public bool IntOrString { get; private set; }

    public bool PreserveUnknownFields { get; private set; }

    public bool EmbeddedResource { get; private set; }

    public bool? AllowsAdditionalProperties { get; private set; }

    public SchemaListType? ListType { get; private set; }

    public string[] ListMapKeys { get; private set; } = [];

    public bool AtomicMap { get; private set; }

    /// <summary>Whether the map is said to be owned field by field, whatever the type says that it refers to.</summary>
    public bool GranularMap { get; private set; }

    public string PatchMergeKey { get; private set; } = "";

    public string[] PatchStrategies { get; private set; } = [];

    public string[] Required { get; private set; } = [];

    public JsonElement[] Enum { get; private set; } = [];

    public JsonElement Default { get; private set; }

    public SchemaLimits Limits { get; private set; } = SchemaLimits.None;

    public SchemaValidationRule[] ValidationRules { get; private set; } = [];

    public static SchemaKeywords Read(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"a schema must be an object, not {schema.ValueKind}");
        }

        var keywords = new SchemaKeywords();
        try
        {
            foreach (var keyword in schema.EnumerateObject())
            {
                keywords.Read(keyword);
            }
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException($"a keyword of the schema has a value of the wrong type: {e.Message}", e);
        }

        // Built-in definitions spell this type as a format; a schema that says nothing else of its type means any value.
        if (keywords.Format == "int-or-string")
        {
            keywords.IntOrString = true;
        }

        return keywords;
    }

    /// <summary>Whether keywords that change merging stand beside a <c>$ref</c>.</summary>
    public static bool HasOwnBesideReference(JsonElement json)
    {
        foreach (var keyword in json.EnumerateObject())
        {
            if (keyword.Name is "default" or "nullable" || keyword.Name.StartsWith("x-kubernetes-", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>These keywords with what <paramref name="own"/> sets in their place.</summary>
    public SchemaKeywords Overlay(SchemaKeywords own) => this with
    {
        Nullable = Nullable || own.Nullable,
        ListType = own.ListType ?? ListType,
        ListMapKeys = own.ListMapKeys.Length > 0 ? own.ListMapKeys : ListMapKeys,
        AtomicMap = own.AtomicMap || (AtomicMap && !own.GranularMap),
        PatchMergeKey = own.PatchMergeKey.Length > 0 ? own.PatchMergeKey : PatchMergeKey,
        PatchStrategies = own.PatchStrategies.Length > 0 ? own.PatchStrategies : PatchStrategies,
        Default = own.Default.ValueKind != JsonValueKind.Undefined ? own.Default : Default,
    };

    private void Read(JsonProperty keyword)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "type": Type = value.GetString() ?? ""; break;
            case "format": Format = value.GetString() ?? ""; break;
            case "nullable": Nullable = IsTrue(value); break;
            case "required": Required = Strings(value); break;
            case "enum": Enum = [.. value.EnumerateArray()]; break;
            case "default": Default = value; break;
            case "additionalProperties" when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                AllowsAdditionalProperties = IsTrue(value);
                break;
            case "x-kubernetes-int-or-string": IntOrString = IsTrue(value); break;
            case "x-kubernetes-preserve-unknown-fields": PreserveUnknownFields = IsTrue(value); break;
            case "x-kubernetes-embedded-resource": EmbeddedResource = IsTrue(value); break;
            case "x-kubernetes-list-type":
                ListType = value.GetString() switch
                {
                    "map" => SchemaListType.Map,
                    "set" => SchemaListType.Set,
                    _ => SchemaListType.Atomic,
                };
                break;
            case "x-kubernetes-list-map-keys": ListMapKeys = Strings(value); break;
            case "x-kubernetes-map-type": (AtomicMap, GranularMap) = (value.ValueEquals("atomic"u8), value.ValueEquals("granular"u8)); break;
            case "x-kubernetes-patch-merge-key": PatchMergeKey = value.GetString() ?? ""; break;
            case "x-kubernetes-patch-strategy": PatchStrategies = (value.GetString() ?? "").Split(','); break;
            case "x-kubernetes-validations": ValidationRules = [.. value.EnumerateArray().Select(ReadRule)]; break;
            default:
                var limits = ReferenceEquals(Limits, SchemaLimits.None) ? new SchemaLimits() : Limits;
                if (limits.TryRead(keyword))
                {
                    Limits = limits;
                }

                break;
        }
    }

    private static SchemaValidationRule ReadRule(JsonElement rule) => new(
        Text(rule, "rule"),
        Text(rule, "message"),
        Text(rule, "messageExpression"),
        Text(rule, "reason"),
        Text(rule, "fieldPath"),
        rule.TryGetProperty("optionalOldSelf", out var optional) && IsTrue(optional));

    private static string Text(JsonElement rule, string name) => rule.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static bool IsTrue(JsonElement value) => value.ValueKind == JsonValueKind.True;

    private static string[] Strings(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];
}
