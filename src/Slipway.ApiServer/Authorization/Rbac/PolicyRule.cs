using System.Collections.Immutable;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>One rule of a role, as RBAC evaluates it.</summary>
internal sealed record PolicyRule
{
    private const string All = "*";

    public ImmutableArray<string> Verbs { get; init; } = [];

    public ImmutableArray<string> ApiGroups { get; init; } = [];

    /// <summary>Resources, <c>resource/subresource</c>, <c>*/subresource</c> or <c>*</c>.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>Only objects of these names; empty for all objects.</summary>
    public ImmutableArray<string> ResourceNames { get; init; } = [];

    /// <summary>Paths, which may end in <c>*</c>.</summary>
    public ImmutableArray<string> NonResourceUrls { get; init; } = [];

    /// <summary>Whether the rule allows what is wanted.</summary>
    public bool Allows(AuthorizationAttributes wanted)
    {
        if (!Has(Verbs, wanted.Verb))
        {
            return false;
        }

        return wanted.NonResourcePath is { } path
            ? AllowsPath(path)
            : Has(ApiGroups, wanted.Group) && AllowsResource(wanted.Resource, wanted.Subresource)
                && (ResourceNames.IsEmpty || ResourceNames.Contains(wanted.Name));
    }

    /// <summary>Whether every request that <paramref name="other"/>, a rule of one value each, allows is allowed by this rule.</summary>
    public bool Covers(PolicyRule other) =>
        HasAll(Verbs, other.Verbs) && HasAll(ApiGroups, other.ApiGroups) && CoversResources(other.Resources)
        && other.NonResourceUrls.All(CoversPath) && CoversNames(other.ResourceNames);

    private static bool Has(ImmutableArray<string> values, string wanted)
    {
        foreach (var value in values)
        {
            if (value == wanted || value == All)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAll(ImmutableArray<string> values, ImmutableArray<string> wanted) =>
        values.Contains(All) || wanted.All(w => values.Contains(w));

    private static bool PathMatches(string pattern, string path) =>
        pattern == path || (pattern.EndsWith('*') && path.AsSpan().StartsWith(pattern.AsSpan().TrimEnd('*'), StringComparison.Ordinal));

    private static bool ResourceMatches(ReadOnlySpan<char> pattern, string resource, string subresource)
    {
        if (subresource.Length == 0)
        {
            return pattern.SequenceEqual(resource);
        }

        var slash = pattern.IndexOf('/');
        return slash >= 0 && pattern[(slash + 1)..].SequenceEqual(subresource)
            && (pattern[..slash] is "*" || pattern[..slash].SequenceEqual(resource));
    }

    private bool AllowsResource(string resource, string subresource)
    {
        foreach (var pattern in Resources)
        {
            if (pattern == All || ResourceMatches(pattern, resource, subresource))
            {
                return true;
            }
        }

        return false;
    }

    private bool AllowsPath(string path)
    {
        foreach (var pattern in NonResourceUrls)
        {
            if (PathMatches(pattern, path))
            {
                return true;
            }
        }

        return false;
    }

    private bool CoversResources(ImmutableArray<string> wanted) => Resources.Contains(All)
        || wanted.All(w => Resources.Contains(w)
            || (w.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && Resources.Contains("*" + w[slash..])));

    private bool CoversPath(string wanted) => NonResourceUrls.Any(pattern => PathMatches(pattern, wanted));

    private bool CoversNames(ImmutableArray<string> wanted) =>
        ResourceNames.IsEmpty || (!wanted.IsEmpty && wanted.All(w => ResourceNames.Contains(w)));
}
