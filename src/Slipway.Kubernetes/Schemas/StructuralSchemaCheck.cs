using System.Text.Json;

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

        CheckValueValidation(schema, schema, field, field, errors);
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
        && metadata.Source.EnumerateObject().All(keyword => keyword.Name is "type" or "properties" or "default");

    // A clause stands at one path, and the structure that it restricts at another: the same without the steps into clauses.
    private static void CheckValueValidation(Schema schema, Schema structure, string field, string structureField, List<FieldError> errors)
    {
        for (var i = 0; i < schema.AnyOf.Count && !IsIntOrStringPattern(schema); i++)
        {
            CheckNested(schema.AnyOf[i], structure, $"{field}.anyOf[{i}]", structureField, errors);
        }

        for (var i = 0; i < schema.AllOf.Count; i++)
        {
            // The spelling of int-or-string with further conditions puts the two types into the first clause.
            if (i > 0 || !IsIntOrStringPattern(schema.AllOf[i]))
            {
                CheckNested(schema.AllOf[i], structure, $"{field}.allOf[{i}]", structureField, errors);
            }
        }

        for (var i = 0; i < schema.OneOf.Count; i++)
        {
            CheckNested(schema.OneOf[i], structure, $"{field}.oneOf[{i}]", structureField, errors);
        }

        if (schema.Not is { } not)
        {
            CheckNested(not, structure, $"{field}.not", structureField, errors);
        }

        if (schema.Limits.Pattern is { Length: > 0 } pattern && GoRegex.Parse(pattern).Error is { } error)
        {
            errors.Add(FieldError.Invalid($"{field}.pattern", pattern, $"must be a valid regular expression, but isn't: {error}"));
        }
    }

    private static void CheckNested(Schema clause, Schema? structure, string field, string structureField, List<FieldError> errors)
    {
        if (structure is null)
        {
            errors.Add(FieldError.Required(structureField, $"because it is defined in {field}"));
            return;
        }

        CheckValueValidation(clause, structure, field, structureField, errors);
        foreach (var (keyword, must) in Forbidden)
        {
            if (clause.Source.TryGetProperty(keyword, out var value) && value.ValueKind is not JsonValueKind.False)
            {
                errors.Add(FieldError.Forbidden($"{field}.{keyword}", must));
            }
        }

        foreach (var (name, property) in clause.Properties)
        {
            var step = $".properties[{name}]";
            if (name == "metadata")
            {
                errors.Add(FieldError.Forbidden(field + step, "must not be specified in a nested context"));
            }

            CheckNested(property, structure.Properties.GetValueOrDefault(name), field + step, structureField + step, errors);
        }

        if (clause.Items is { } items)
        {
            CheckNested(items, structure.Items, $"{field}.items", $"{structureField}.items", errors);
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
