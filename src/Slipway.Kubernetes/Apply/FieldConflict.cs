namespace Slipway.Kubernetes.Apply;

/// <summary>A field that an apply would change and another manager owns.</summary>
/// <param name="Manager">The other manager as messages name it, such as <c>"kubectl" using v1</c>.</param>
/// <param name="Field">Path of the field, such as <c>.spec.replicas</c>.</param>
public sealed record FieldConflict(string Manager, string Field)
{
    /// <summary>Reason of the Status cause for a conflict.</summary>
    public const string Reason = "FieldManagerConflict";

    /// <summary>Message of the Status cause.</summary>
    public string Message => $"conflict with {Manager}";
}
