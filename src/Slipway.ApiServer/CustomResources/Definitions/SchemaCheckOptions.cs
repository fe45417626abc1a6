using System.Collections.Immutable;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Which checks apply to schemas. A change is not held to what the definition broke before, when that was allowed.</summary>
internal sealed record SchemaCheckOptions
{
    /// <summary>All checks, as for a new definition.</summary>
    public static readonly SchemaCheckOptions All = new();

    /// <summary>Whether each version must have a schema.</summary>
    public bool RequireSchema { get; init; } = true;

    /// <summary>Whether types must be those of OpenAPI.</summary>
    public bool RequireKnownTypes { get; init; } = true;

    /// <summary>Whether defaults may hold no unknown fields.</summary>
    public bool RequirePrunedDefaults { get; init; } = true;

    /// <summary>Whether the items of sets must be scalar or atomic.</summary>
    public bool RequireAtomicSets { get; init; } = true;

    /// <summary>Whether the keys of list maps must be required or have a default, and items may not be null.</summary>
    public bool RequireListMapKeys { get; init; } = true;

    /// <summary>Names of the versions whose schema was accepted already: what its rules may cost is not asked again.</summary>
    public ImmutableHashSet<string> UnchangedVersions { get; init; } = [];
}
