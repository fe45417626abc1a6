using System.Collections.Immutable;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Connection;

/// <summary>A resource as the server announces it.</summary>
/// <param name="Type">The resource at one of its versions.</param>
internal sealed record ServedResource(ResourceType Type)
{
    /// <summary>The singular name, such as <c>machine</c>.</summary>
    public string Singular { get; init; } = "";

    /// <summary>Short names, such as <c>ma</c>.</summary>
    public ImmutableArray<string> ShortNames { get; init; } = [];

    /// <summary>Groups of resources that it belongs to, such as <c>all</c>.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Whether objects can be listed: some resources only answer questions.</summary>
    public bool CanList { get; init; }

    /// <summary>How messages name an object of it: <c>cluster.cluster.x-k8s.io/demo</c>.</summary>
    public string Display(string name)
    {
        var kind = Singular.Length > 0 ? Singular : Type.Kind.Kind.ToLowerInvariant();
        return Type.Kind.Group.Length == 0 ? $"{kind}/{name}" : $"{kind}.{Type.Kind.Group}/{name}";
    }

    /// <summary>Whether the user's word names this resource.</summary>
    public bool IsNamed(string word) =>
        word.Equals(Type.Plural, StringComparison.OrdinalIgnoreCase)
        || word.Equals(Singular, StringComparison.OrdinalIgnoreCase)
        || word.Equals(Type.Kind.Kind, StringComparison.OrdinalIgnoreCase)
        || ShortNames.Contains(word, StringComparer.OrdinalIgnoreCase);
}
