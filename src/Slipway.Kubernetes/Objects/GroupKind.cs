namespace Slipway.Kubernetes.Objects;

/// <summary>An API group and a kind in it, without a version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Kind">The kind, such as <c>Machine</c>.</param>
public readonly record struct GroupKind(string Group, string Kind)
{
    /// <summary>The form Kubernetes prints: <c>Kind.group</c>, or just the kind for the core group.</summary>
    public override string ToString() => Group.Length == 0 ? Kind : $"{Kind}.{Group}";
}
