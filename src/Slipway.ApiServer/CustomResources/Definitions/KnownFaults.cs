using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>What a stored definition breaks already: a change is not held to that.</summary>
internal static class KnownFaults
{
    /// <summary>The checks that a change must pass.</summary>
    public static SchemaCheckOptions OptionsFor(JsonObject spec, JsonObject old)
    {
        var before = SchemasOf(old);
        return new SchemaCheckOptions
        {
            RequireSchema = (old.List("versions")?.OfType<JsonObject>() ?? []).All(v => DefinitionForm.SchemaOf(v) is not null),
            RequireKnownTypes = !Any(before, s => s.Text("type") is not ("" or "array" or "boolean" or "integer" or "number" or "object" or "string")),
            RequireAtomicSets = !Any(before, s => KeywordChecks.NonAtomicItem(s) is not null),
            RequireListMapKeys = !Any(before, BreaksListMapKeys),
            RequirePrunedDefaults = true,
            UnchangedVersions = Unchanged(spec, before),
        };
    }

    /// <summary>Whether a schema gives any default.</summary>
    public static bool HasDefaults(JsonObject? schema) => schema is not null && Has(schema, s => s["default"] is not null);

    private static Dictionary<string, JsonObject> SchemasOf(JsonObject spec)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var version in spec.List("versions")?.OfType<JsonObject>() ?? [])
        {
            if (DefinitionForm.SchemaOf(version) is { } schema)
            {
                found[version.Text("name")] = schema;
            }
        }

        return found;
    }

    private static ImmutableHashSet<string> Unchanged(JsonObject spec, Dictionary<string, JsonObject> before) =>
        [.. SchemasOf(spec).Where(v => before.TryGetValue(v.Key, out var old) && JsonNode.DeepEquals(v.Value, old)).Select(v => v.Key)];

    private static bool BreaksListMapKeys(JsonObject schema)
    {
        var errors = new List<FieldError>();
        KeywordChecks.ListMapKeys(schema, "", errors);
        return errors.Count > 0;
    }

    private static bool Any(Dictionary<string, JsonObject> schemas, Func<JsonObject, bool> broken) =>
        schemas.Values.Any(s => Has(s, broken));

    private static bool Has(JsonObject schema, Func<JsonObject, bool> broken) =>
        broken(schema) || UnsupportedKeywords.Children(schema).Any(c => Has(c, broken));
}
