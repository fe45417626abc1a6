namespace Slipway.Kubernetes.Schemas;

/// <summary>One CEL rule of <c>x-kubernetes-validations</c>, as written in the schema.</summary>
/// <param name="Rule">The CEL expression; true means valid.</param>
/// <param name="Message">Text for a value that breaks the rule; empty when not given.</param>
/// <param name="MessageExpression">CEL expression for that text; empty when not given.</param>
/// <param name="Reason">Cause reason such as <c>FieldValueForbidden</c>; empty means <c>FieldValueInvalid</c>.</param>
/// <param name="FieldPath">Path below the rule's own field to report the error at; empty for the field itself.</param>
/// <param name="OptionalOldSelf">Whether the rule is evaluated without an old value too, <c>oldSelf</c> then being an optional.</param>
public sealed record SchemaValidationRule(
    string Rule, string Message, string MessageExpression, string Reason, string FieldPath, bool OptionalOldSelf);
