using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.CustomResources;

/// <summary>All custom resources of an engine at one moment.</summary>
internal sealed class CustomResourceSet
{
    public static readonly CustomResourceSet Empty = new(ImmutableSortedDictionary.Create<string, CustomDefinition>(StringComparer.Ordinal));

    private readonly Dictionary<(string Group, string Version, string Plural), ResourceInfo> _served;
    private readonly HashSet<(string Group, string Version)> _groupVersions;

    private CustomResourceSet(ImmutableSortedDictionary<string, CustomDefinition> definitions)
    {
        Definitions = definitions;
        _served = definitions.Values
            .SelectMany(d => d.Versions.Where(v => d.ServedVersions.Contains(v.Kind.Version)))
            .ToDictionary(v => (v.Kind.Group, v.Kind.Version, v.Plural));
        _groupVersions = [.. _served.Keys.Select(k => (k.Group, k.Version))];
    }

    /// <summary>The established definitions by name.</summary>
    public ImmutableSortedDictionary<string, CustomDefinition> Definitions { get; }

    /// <summary>Every custom resource in every served version.</summary>
    public IEnumerable<ResourceInfo> Served => _served.Values;

    /// <summary>The groups by name, each with its versions in the order of Kubernetes' version priority.</summary>
    public IEnumerable<ApiGroup> Groups => _groupVersions.GroupBy(gv => gv.Group, gv => gv.Version)
        .Select(g => new ApiGroup(g.Key, [.. g.Order(VersionPriority.Descending)]))
        .OrderBy(g => g.Name, StringComparer.Ordinal);

    public bool TryFind(string group, string version, string plural, [NotNullWhen(true)] out ResourceInfo? info) =>
        _served.TryGetValue((group, version, plural), out info);

    public bool Serves(string group, string version) => _groupVersions.Contains((group, version));

    /// <summary>Whether a definition has had another specification since this was read from it.</summary>
    public bool HasChanged(CustomVersion version) => Definitions.TryGetValue(version.Definition, out var definition)
        && definition.Storage.Custom!.Generation != version.Generation;

    public CustomResourceSet With(CustomDefinition definition) => new(Definitions.SetItem(definition.Name, definition));

    public CustomResourceSet Without(string name) => Definitions.ContainsKey(name) ? new(Definitions.Remove(name)) : this;
}
