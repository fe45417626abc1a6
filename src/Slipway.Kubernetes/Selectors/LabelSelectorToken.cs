namespace Slipway.Kubernetes.Selectors;

internal readonly record struct LabelSelectorToken(LabelTokenKind Kind, string Text)
{
    /// <summary>The kind where a key or value is awaited: <c>in</c> and <c>notin</c> are names there.</summary>
    public LabelTokenKind KindAsValue => Kind is LabelTokenKind.In or LabelTokenKind.NotIn ? LabelTokenKind.Identifier : Kind;
}
