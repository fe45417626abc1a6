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
        new StructureValidator(errors).Validate(value, schema);
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
        new ValueValidator(errors).ValidateUpdate(value, old, schema);
        new StructureValidator(errors).Validate(value, schema);
        return errors;
    }
}
