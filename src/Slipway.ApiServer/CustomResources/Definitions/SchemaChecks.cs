using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources.Rules;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Checks one schema of a definition: that it is structural, its defaults, its keywords, its rules.</summary>
internal sealed class SchemaChecks(SchemaCheckOptions options, bool suppressRuleCost)
{
    private static readonly string[] AllowedAtRoot =
    [
        "Description", "Type", "Format", "Title", "Maximum", "ExclusiveMaximum", "Minimum", "ExclusiveMinimum", "MaxLength", "MinLength",
        "Pattern", "MaxItems", "MinItems", "UniqueItems", "MultipleOf", "Required", "Items", "Properties", "ExternalDocs", "Example",
        "XPreserveUnknownFields", "XValidations",
    ];

    // In the order in which kube-apiserver comes upon them: it names the first only.
    private static readonly string[] ForbiddenAtRoot =
    [
        "id", "$schema", "$ref", "nullable", "default", "enum", "maxProperties", "minProperties", "allOf", "oneOf", "anyOf", "not",
        "additionalProperties", "patternProperties", "dependencies", "additionalItems", "definitions", "x-kubernetes-embedded-resource",
        "x-kubernetes-int-or-string", "x-kubernetes-list-map-keys", "x-kubernetes-list-type", "x-kubernetes-map-type",
    ];

    /// <summary>Adds everything that is wrong.</summary>
    /// <param name="raw">The schema as written.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="statusEnabled">Whether the status subresource takes a part out of the schema.</param>
    /// <param name="errors">Gets the errors.</param>
    public void Check(JsonObject raw, string path, bool statusEnabled, List<FieldError> errors)
    {
        var before = errors.Count;
        var schema = Schema.FromJson(raw);
        if (statusEnabled)
        {
            CheckRoot(raw, path, errors);
        }

        if (raw.IsTrue("nullable"))
        {
            errors.Add(FieldError.Forbidden($"{path}.nullable", "nullable cannot be true at the root"));
        }

        RuleScope? rules = null;
        var unsupported = UnsupportedKeywords.Find(raw);
        var found = unsupported is not null ? [] : StructuralSchemaCheck.Check(schema, path);
        if (unsupported is null && found.Count == 0)
        {
            found = new DefaultChecks(options.RequirePrunedDefaults).Check(schema, path);
            rules = found.Count == 0 ? RuleScope.OfRoot(schema) : null;
        }

        errors.AddRange(found);
        var findings = new SchemaFindings();
        Walk(raw, new SchemaPlace(path, schema, rules) { IsRoot = true }, findings);
        errors.AddRange(findings.Schema);
        errors.AddRange(findings.Rules);
        if (errors.Count == before && unsupported is not null)
        {
            errors.Add(FieldError.Invalid(path, "", unsupported));
        }

        rules?.Costs.Report(path, errors);
    }

    private static void CheckRoot(JsonObject raw, string path, List<FieldError> errors)
    {
        if (raw.Text("type") is { Length: > 0 } type and not "object")
        {
            errors.Add(FieldError.Invalid(
                $"{path}.type", type, "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled"));
        }
        else if (ForbiddenAtRoot.Any(k => raw[k] is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 }) && !IsFalse(raw[k])))
        {
            errors.Add(FieldError.InvalidShown(
                path,
                InternalNotation.Schema(raw),
                $"only [{string.Join(' ', AllowedAtRoot)}] fields are allowed at the root of the schema if the status subresource is enabled"));
        }
    }

    private static bool IsFalse(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && !flag;

    private void Walk(JsonObject raw, SchemaPlace place, SchemaFindings findings)
    {
        var own = new SchemaFindings();
        KeywordChecks.Forbidden(raw, place, options, own.Schema);
        var schema = place.Schema;
        if (raw.Map("additionalProperties") is { } additional)
        {
            Walk(additional, place.Value(schema.AdditionalProperties!), own);
        }

        foreach (var (name, property) in raw.Map("properties") ?? [])
        {
            if (property is JsonObject map)
            {
                Walk(map, place.Property(name, schema.Properties[name]), own);
            }
        }

        if (raw.Map("not") is { } not)
        {
            Walk(not, place.Clause(".not", schema.Not!), own);
        }

        WalkClauses(raw, "allOf", schema.AllOf, place, own);
        WalkClauses(raw, "oneOf", schema.OneOf, place, own);
        WalkClauses(raw, "anyOf", schema.AnyOf, place, own);
        if (raw.Map("items") is { } items)
        {
            Walk(items, place.Item(schema.Items!), own);
        }

        KeywordChecks.Extensions(raw, place.Path, options, own.Schema);
        if (raw.List("x-kubernetes-validations") is { Count: > 0 } rules)
        {
            RuleTextChecks.Check(rules, schema, place.Path, own.Schema);
            if (own.Schema.Count == 0 && place.Rules is { } scope)
            {
                new RuleChecks(suppressRuleCost).Check(rules, place, scope, own.Rules);
            }
        }

        findings.Schema.AddRange(own.Schema);
        findings.Rules.AddRange(own.Rules);
    }

    private void WalkClauses(JsonObject raw, string keyword, IReadOnlyList<Schema> schemas, SchemaPlace place, SchemaFindings findings)
    {
        var clauses = raw.List(keyword);
        for (var i = 0; i < clauses?.Count; i++)
        {
            if (clauses[i] is JsonObject clause)
            {
                Walk(clause, place.Clause($".{keyword}[{i}]", schemas[i]), findings);
            }
        }
    }
}
