namespace Slipway.Kubernetes.Objects;

/// <summary>A kind as an API server serves it: where its objects live and whether they have a namespace.</summary>
/// <param name="Kind">Group, version and kind.</param>
/// <param name="Plural">The plural resource name of the URL, such as <c>machinedeployments</c>.</param>
/// <param name="Namespaced">Whether objects live in a namespace.</param>
public record ResourceType(GroupVersionKind Kind, string Plural, bool Namespaced)
{
    /// <summary><c>plural.group</c>, or just the plural for the core group: the same in every version.</summary>
    public string GroupResource => Kind.Group.Length == 0 ? Plural : $"{Plural}.{Kind.Group}";

    /// <inheritdoc/>
    public override string ToString() => $"{GroupResource}/{Kind.Version}";
}
