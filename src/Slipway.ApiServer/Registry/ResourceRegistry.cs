using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Slipway.ApiServer.CustomResources;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Registry;

/// <summary>What one engine serves: the built-in resources, which all engines share, and its own custom ones.</summary>
internal sealed class ResourceRegistry
{
    private static readonly Lazy<FrozenDictionary<(string Group, string Version, string Plural), ResourceInfo>> BuiltIn =
        new(() => KubernetesFacts.Shared.Resources.ToFrozenDictionary(r => (r.Kind.Group, r.Kind.Version, r.Plural)));

    private readonly Lock _gate = new();
    private volatile CustomResourceSet _custom = CustomResourceSet.Empty;

    /// <summary>The custom resources now; a new instance with each change.</summary>
    public CustomResourceSet Custom => _custom;

    public static ImmutableArray<ResourceInfo> BuiltIns => KubernetesFacts.Shared.Resources;

    /// <summary>The groups in discovery's order, the core group first.</summary>
    public IEnumerable<ApiGroup> Groups => KubernetesFacts.Shared.Groups.Concat(_custom.Groups);

    /// <summary>All resources in all served versions.</summary>
    public IEnumerable<ResourceInfo> All => BuiltIns.Concat(_custom.Served);

    public bool TryFind(string group, string version, string plural, [NotNullWhen(true)] out ResourceInfo? info) =>
        BuiltIn.Value.TryGetValue((group, version, plural), out info) || _custom.TryFind(group, version, plural, out info);

    public bool Serves(string group, string version) => IsBuiltIn(group, version) || _custom.Serves(group, version);

    /// <summary>Whether the group version is one of Kubernetes' own.</summary>
    public static bool IsBuiltIn(string group, string version)
    {
        foreach (var known in KubernetesFacts.Shared.Groups)
        {
            if (known.Name == group)
            {
                return known.Versions.Contains(version);
            }
        }

        return false;
    }

    /// <summary>The resource of a kind at the given version, or at any other when that one is not served.</summary>
    public ResourceInfo? FindKind(GroupVersionKind kind)
    {
        ResourceInfo? other = null;
        foreach (var info in kind.Group.Contains('.', StringComparison.Ordinal) ? All : BuiltIns)
        {
            if (info.Kind == kind)
            {
                return info;
            }

            if (info.Kind.GroupKind == kind.GroupKind)
            {
                other = info;
            }
        }

        return other;
    }

    /// <summary>The other served versions of a resource.</summary>
    public IReadOnlyList<ResourceInfo> OtherVersions(ResourceInfo resource) =>
        [.. (resource.IsCustom ? _custom.Served : BuiltIns).Where(r => r.StoreResource == resource.StoreResource && r.Kind != resource.Kind)];

    /// <summary>Each stored resource once, at a version that requests may use.</summary>
    public IEnumerable<ResourceInfo> Stored => BuiltIns.Where(r => r.Allows("list")).DistinctBy(r => r.StoreResource)
        .Concat(_custom.Definitions.Values.Select(d => d.Addressed).Where(r => r.StoredAs is null));

    /// <summary>
    /// The resource that is stored under a name such as <c>machines.cluster.x-k8s.io</c>, at a version that requests may use.
    /// </summary>
    public ResourceInfo? FindStored(string groupResource) =>
        _custom.Definitions.TryGetValue(groupResource, out var definition)
            ? definition.Addressed
            : BuiltIns.FirstOrDefault(r => r.GroupResource == groupResource && r.StoredAs is null);

    public void Set(CustomDefinition definition)
    {
        lock (_gate)
        {
            _custom = _custom.With(definition);
        }
    }

    public void Remove(string definitionName)
    {
        lock (_gate)
        {
            _custom = _custom.Without(definitionName);
        }
    }
}
