using System.Text.Json;
using Slipway.Re2;

namespace Slipway.Kubernetes.Schemas;

/// <summary>
/// Checks that a CRD's schema is structural: every field has a type outside of allOf, anyOf, oneOf and not, and those only restrict values.
/// Rules and words are those of apiextensions-apiserver.
/// </summary>
public static class StructuralSchemaCheck
{
    private static readonly (string Keyword, string Must)[] Forbidden =
    [
        ("type", "must be empty to be structural"),
        ("additionalProperties", "must be undefined to be structural"),
        ("default", "must be undefined to be structural"),
        ("title", "must be empty to be structural"),
        ("description", "must be empty to be structural"),
        ("nullable", "must be false to be structural"),
        ("x-kubernetes-preserve-unknown-fields", "must be false to be structural"),
        ("x-kubernetes-embedded-resource", "must be false to be structural"),
        ("x-kubernetes-int-or-string", "must be false to be structural"),
        ("x-kubernetes-list-map-keys", "must be empty to be structural"),
        ("x-kubernetes-list-type", "must be undefined to be structural"),
        ("x-kubernetes-map-type", "must be undefined to be structural"),
        ("x-kubernetes-validations", "must be empty to be structural"),
    ];

    /// <summary>Everything that keeps the schema from being structural, in order of its text; empty for a good one.</summary>
    /// <param name="schema">The schema of one version.</param>
    /// <param name="field">Path of the schema in its CRD, such as <c>spec.validation.openAPIV3Schema</c>.</param>
    public static IReadOnlyList<FieldError> Check(Schema schema, string field)
    {
        var errors = new List<FieldError>();
        CheckLevel(schema, field, Level.Root, errors);
        CheckClausesComplete(schema, schema, field, field, errors);
        errors.Sort((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));
        return errors;
    }

    private static void CheckLevel(Schema schema, string field, Level level, List<FieldError> errors)
    {
        CheckType(schema, field, level, errors);
        CheckExtensions(schema, field, errors);
        if (schema.Type == "array" && schema.Items is null)
        {
            errors.Add(FieldError.Required($"{field}.items", "must be specified"));
        }

        if (level == Level.Root && (schema.AdditionalProperties is not null || schema.AllowsAdditionalProperties is not null))
        {
            errors.Add(FieldError.Forbidden($"{field}.additionalProperties", "must not be used at the root"));
        }

        if (level == Level.Root || schema.EmbeddedResource)
        {
            CheckMetadata(schema, field, level, errors);
        }

        CheckValueValidation(schema, field, skipAnyOf: IsIntOrStringPattern(schema), errors);
        foreach (var (name, property) in schema.Properties)
        {
            CheckLevel(property, $"{field}.properties[{name}]", Level.Field, errors);
        }

        if (schema.AdditionalProperties is { } additional)
        {
            CheckLevel(additional, $"{field}.additionalProperties", Level.Field, errors);
        }

        if (schema.Items is { } items)
        {
            CheckLevel(items, $"{field}.items", Level.Item, errors);
        }
    }

    private static void CheckType(Schema schema, string field, Level level, List<FieldError> errors)
    {
        var at = $"{field}.type";
        if (schema.EmbeddedResource && schema.Type != "object")
        {
            const string Must = "must be object if x-kubernetes-embedded-resource is true";
            errors.Add(schema.Type.Length == 0 ? FieldError.Required(at, Must) : FieldError.Invalid(at, schema.Type, Must));
        }
        else if (schema.Type.Length == 0 && !schema.IntOrString && !schema.PreserveUnknownFields)
        {
            errors.Add(FieldError.Required(at, level switch
            {
                Level.Root => "must not be empty at the root",
                Level.Item => "must not be empty for specified array items",
                _ => "must not be empty for specified object fields",
            }));
        }

        if (level == Level.Root && schema.Type is not ("" or "object"))
        {
            errors.Add(FieldError.Invalid(at, schema.Type, "must be object at the root"));
        }
    }

    private static void CheckExtensions(Schema schema, string field, List<FieldError> errors)
    {
        if (schema is { IntOrString: true, PreserveUnknownFields: true })
        {
            errors.Add(FieldError.Invalid(
                $"{field}.x-kubernetes-preserve-unknown-fields", true, "must be false if x-kubernetes-int-or-string is true"));
        }

        if (schema is { IntOrString: true, EmbeddedResource: true })
        {
            errors.Add(FieldError.Invalid(
                $"{field}.x-kubernetes-embedded-resource", true, "must be false if x-kubernetes-int-or-string is true"));
        }

        if (schema.EmbeddedResource && schema.AdditionalProperties is not null)
        {
            errors.Add(FieldError.Forbidden(
                $"{field}.additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"));
        }

        if (schema is { EmbeddedResource: true, PreserveUnknownFields: false, Properties.Count: 0 })
        {
            errors.Add(FieldError.Required(
                $"{field}.properties",
                "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"));
        }
    }

    private static void CheckMetadata(Schema schema, string field, Level level, List<FieldError> errors)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (schema.Properties.TryGetValue(name, out var text) && text.Type != "string")
            {
                errors.Add(FieldError.Invalid($"{field}.properties[{name}].type", text.Type, "must be string"));
            }
        }

        if (!schema.Properties.TryGetValue("metadata", out var metadata))
        {
            return;
        }

        var at = $"{field}.properties[metadata]";
        if (metadata.Type != "object")
        {
            errors.Add(FieldError.Invalid($"{at}.type", metadata.Type, "must be object"));
        }

        if (level == Level.Root && !RestrictsNamesOnly(metadata))
        {
            errors.Add(FieldError.Forbidden(
                at, "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        }
    }

    private static bool RestrictsNamesOnly(Schema metadata) =>
        metadata.Properties.Keys.All(name => name is "name" or "generateName")
        && metadata.Source.EnumerateObject().All(keyword => keyword.Name is "type" or "properties" or "default" || IsAbsent(keyword.Value));

    private static void CheckValueValidation(Schema schema, string field, bool skipAnyOf, List<FieldError> errors)
    {
        for (var i = 0; i < schema.AnyOf.Count && !skipAnyOf; i++)
        {
            CheckClause(schema.AnyOf[i], $"{field}.anyOf[{i}]", skipAnyOf: false, errors);
        }

        for (var i = 0; i < schema.AllOf.Count; i++)
        {
            // The spelling of int-or-string with further conditions puts the two types into the first clause.
            CheckClause(schema.AllOf[i], $"{field}.allOf[{i}]", i == 0 && IsIntOrStringPattern(schema.AllOf[i]), errors);
        }

        for (var i = 0; i < schema.OneOf.Count; i++)
        {
            CheckClause(schema.OneOf[i], $"{field}.oneOf[{i}]", skipAnyOf: false, errors);
        }

        if (schema.Not is { } not)
        {
            CheckClause(not, $"{field}.not", skipAnyOf: false, errors);
        }

        if (schema.Limits.Pattern is { Length: > 0 } pattern && !Re2Regex.TryParse(pattern, out _, out var error))
        {
            errors.Add(FieldError.Invalid($"{field}.pattern", pattern, $"must be a valid regular expression, but isn't: {error}"));
        }
    }

    private static void CheckClause(Schema clause, string field, bool skipAnyOf, List<FieldError> errors)
    {
        CheckValueValidation(clause, field, skipAnyOf, errors);
        foreach (var (keyword, must) in Forbidden)
        {
            if (clause.Source.TryGetProperty(keyword, out var value) && !IsAbsent(value))
            {
                errors.Add(FieldError.Forbidden($"{field}.{keyword}", must));
            }
        }

        foreach (var (name, property) in clause.Properties)
        {
            if (name == "metadata")
            {
                errors.Add(FieldError.Forbidden($"{field}.properties[metadata]", "must not be specified in a nested context"));
            }

            CheckClause(property, $"{field}.properties[{name}]", skipAnyOf: false, errors);
        }

        if (clause.Items is { } items)
        {
            CheckClause(items, $"{field}.items", skipAnyOf: false, errors);
        }
    }

    private static bool IsAbsent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    // A clause stands at one path, and the structure that it restricts at another: the same without the steps into clauses. Only the
    // clauses at the root of the schema are looked at.
    private static void CheckClausesComplete(Schema clause, Schema? structure, string field, string structureField, List<FieldError> errors)
    {
        foreach (var (step, part) in ClausesOf(clause))
        {
            CheckComplete(part, structure, field + step, structureField, errors);
        }
    }

    private static IEnumerable<(string Step, Schema Clause)> ClausesOf(Schema schema)
    {
        if (schema.Not is { } not)
        {
            yield return (".not", not);
        }

        foreach (var (keyword, clauses) in new[] { ("allOf", schema.AllOf), ("anyOf", schema.AnyOf), ("oneOf", schema.OneOf) })
        {
            for (var i = 0; i < clauses.Count; i++)
            {
                yield return ($".{keyword}[{i}]", clauses[i]);
            }
        }
    }

    private static void CheckComplete(Schema clause, Schema? structure, string field, string structureField, List<FieldError> errors)
    {
        if (structure is null)
        {
            errors.Add(FieldError.Required(structureField, $"because it is defined in {field}"));
            return;
        }

        CheckClausesComplete(clause, structure, field, structureField, errors);
        if (clause.Items is { } items)
        {
            CheckComplete(items, structure.Items, $"{field}.items", $"{structureField}.items", errors);
        }

        foreach (var (name, property) in clause.Properties)
        {
            var step = $".properties[{name}]";
            CheckComplete(property, structure.Properties.GetValueOrDefault(name), field + step, structureField + step, errors);
        }
    }

    private static bool IsIntOrStringPattern(Schema schema) => schema.AnyOf is [{ Type: "integer" } first, { Type: "string" } second]
        && first.Source.GetPropertyCount() == 1 && second.Source.GetPropertyCount() == 1;

    private enum Level
    {
        Root,
        Item,
        Field,
    }
}
