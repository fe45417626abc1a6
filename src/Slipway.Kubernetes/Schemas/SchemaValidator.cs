using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Schemas;

/// <summary>Checks an object against a schema, with kube-apiserver's findings and its words. CEL rules are not evaluated here.</summary>
public static class SchemaValidator
{
    /// <summary>Everything that is wrong with a new value; empty for a valid one.</summary>
    /// <param name="value">The value: for a custom resource, the whole object.</param>
    /// <param name="schema">The CRD's own schema for it.</param>
    public static IReadOnlyList<FieldError> Validate(JsonNode? value, Schema schema)
    {
        var errors = new List<FieldError>();
        new ValueValidator(errors).Validate(value, schema);
        return errors;
    }

    /// <summary>The same for a part of an object.</summary>
    /// <param name="value">The part.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="field">Where it stands: what the errors' fields begin with. Their details tell paths from the part on.</param>
    public static IReadOnlyList<FieldError> Validate(JsonNode? value, Schema schema, string field) => Under(field, Validate(value, schema));

    /// <summary>Every item that a list of type set or map holds a second time.</summary>
    /// <param name="value">The value: for a custom resource, the whole object.</param>
    /// <param name="schema">The CRD's own schema for it.</param>
    public static IReadOnlyList<FieldError> ValidateListTypes(JsonNode? value, Schema schema)
    {
        var errors = new List<FieldError>();
        new ListTypeValidator(errors).Validate(value, schema);
        return errors;
    }

    /// <summary>
    /// Everything that is wrong with a changed value. What was wrong already and has not been touched is let be, so that a
    /// schema can become stricter without freezing the objects that exist.
    /// </summary>
    /// <param name="value">The value as it would become.</param>
    /// <param name="old">The value as it is stored.</param>
    /// <param name="schema">The CRD's own schema for it.</param>
    public static IReadOnlyList<FieldError> ValidateUpdate(JsonNode? value, JsonNode? old, Schema schema)
    {
        var errors = new List<FieldError>();
        new ValueValidator(errors).Validate(value, schema);
        if (errors.Count > 0)
        {
            // Something is wrong, which is rare: only now look where the old value had it too.
            errors.Clear();
            new ValueValidator(errors).Validate(value, schema, new Correlation(value, old, schema));
        }

        return errors;
    }

    /// <summary>The same for a part of an object.</summary>
    /// <param name="value">The part as it would become.</param>
    /// <param name="old">The part as it is stored.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="field">Where it stands: what the errors' fields begin with. Their details tell paths from the part on.</param>
    public static IReadOnlyList<FieldError> ValidateUpdate(JsonNode? value, JsonNode? old, Schema schema, string field) =>
        Under(field, ValidateUpdate(value, old, schema));

    private static FieldError[] Under(string field, IReadOnlyList<FieldError> errors) =>
        [.. errors.Select(e => e with { Field = e.Field is "" or "<nil>" ? field : $"{field}.{e.Field.TrimStart('.')}" })];
}
