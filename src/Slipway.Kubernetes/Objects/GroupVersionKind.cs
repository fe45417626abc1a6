namespace Slipway.Kubernetes.Objects;

/// <summary>What <c>apiVersion</c> and <c>kind</c> of an object name together.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version in the group, such as <c>v1beta2</c>.</param>
/// <param name="Kind">The kind, such as <c>Machine</c>.</param>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary><c>group/version</c>, or just the version for the core group: the wire's <c>apiVersion</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The same without the version.</summary>
    public GroupKind GroupKind => new(Group, Kind);

    /// <summary>Splits the wire's <c>apiVersion</c> and <c>kind</c>.</summary>
    public static GroupVersionKind Parse(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new("", apiVersion, kind) : new(apiVersion[..slash], apiVersion[(slash + 1)..], kind);
    }

    /// <summary>The form Kubernetes prints: <c>group/version, Kind=kind</c>.</summary>
    public override string ToString() => $"{ApiVersion}, Kind={Kind}";
}
