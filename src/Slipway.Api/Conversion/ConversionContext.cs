using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Conversion;

/// <summary>What a conversion needs to know beside the object.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Namespace">The object's namespace: where older versions' references point.</param>
/// <param name="Older">The older one of the two versions, such as <c>v1beta1</c>.</param>
/// <param name="VersionOf">The version of a referenced kind that fulfils its contract; null for a kind that nobody serves.</param>
internal sealed record ConversionContext(string? Name, string? Namespace, string Older, Func<GroupKind, string?> VersionOf)
{
    /// <summary>When the object was made, as it is written; of one that nobody has stored yet, the beginning of time.</summary>
    public string Created { get; init; } = "1970-01-01T00:00:00Z";

    /// <summary>The <c>apiVersion</c> by which older versions refer to a kind. One that nobody serves is guessed to go with the object's.</summary>
    public string ApiVersionOf(GroupKind kind)
    {
        var version = kind.Group.Length == 0 ? "v1" : VersionOf(kind) ?? Older;
        return kind.Group.Length == 0 ? version : $"{kind.Group}/{version}";
    }
}
