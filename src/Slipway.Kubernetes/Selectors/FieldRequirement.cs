namespace Slipway.Kubernetes.Selectors;

/// <summary>One condition on one field's text.</summary>
/// <param name="Field">Path of the field, such as <c>metadata.name</c>.</param>
/// <param name="Operator"><see cref="SelectorOperator.Equals"/> or <see cref="SelectorOperator.NotEquals"/>.</param>
/// <param name="Value">Text to compare with; an absent field compares as empty.</param>
public sealed record FieldRequirement(string Field, SelectorOperator Operator, string Value)
{
    /// <summary>Whether a field with this text meets the condition.</summary>
    public bool Matches(string? text) => string.Equals(text ?? "", Value, StringComparison.Ordinal) == (Operator == SelectorOperator.Equals);

    /// <summary>The condition in a selector's notation, escaped.</summary>
    public override string ToString() => $"{Field}{(Operator == SelectorOperator.Equals ? "=" : "!=")}{FieldSelector.Escape(Value)}";
}
