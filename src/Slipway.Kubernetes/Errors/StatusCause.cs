namespace Slipway.Kubernetes.Errors;

/// <summary>One reason of a failure, as a rule about one field.</summary>
/// <param name="Reason">The machine-readable kind of the cause, such as <c>FieldValueRequired</c>.</param>
/// <param name="Message">The text for a person.</param>
/// <param name="Field">The field's path, such as <c>spec.replicas</c>; null when it is not about a field.</param>
public sealed record StatusCause(string? Reason, string? Message, string? Field);
