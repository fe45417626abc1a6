using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Phases;

/// <summary>What a Machine wants of its Node.</summary>
/// <param name="Labels">Labels that follow the Machine's; tracked, so that they go when the Machine's go.</param>
/// <param name="Annotations">Annotations that follow the Machine's; tracked likewise.</param>
/// <param name="Identity">Annotations that say whose Node it is.</param>
/// <param name="Interruptible">Whether the cloud may take the machine away at any time.</param>
/// <param name="Outdated">Whether the Machine is of a revision that is being replaced.</param>
internal sealed record NodeMetadata(
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations,
    ImmutableSortedDictionary<string, string> Identity,
    bool Interruptible,
    bool Outdated)
{
    public static NodeMetadata Of(Machine machine, bool interruptible, bool outdated)
    {
        var identity = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        identity[ClusterAnnotations.NodeClusterName] = machine.Spec!.ClusterName!;
        identity[ClusterAnnotations.NodeClusterNamespace] = machine.Metadata.NamespaceProperty;
        identity[ClusterAnnotations.NodeMachine] = machine.Metadata.Name;
        if (machine.Metadata.ControllerOf() is { } owner)
        {
            identity[ClusterAnnotations.NodeOwnerKind] = owner.Kind;
            identity[ClusterAnnotations.NodeOwnerName] = owner.Name;
        }

        return new NodeMetadata(
            Select(machine.Metadata.Labels, IsNodeLabel),
            Select(machine.Metadata.Annotations, key => IsOfDomain(key, ClusterLabels.NodeDomain)),
            identity.ToImmutable(),
            interruptible,
            outdated);
    }

    private static ImmutableSortedDictionary<string, string> Select(IDictionary<string, string>? all, Func<string, bool> predicate) =>
        (all ?? ImmutableDictionary<string, string>.Empty).Where(p => predicate(p.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static bool IsNodeLabel(string key) =>
        key.Split('/')[0] == ClusterLabels.NodeRolePrefix
        || IsOfDomain(key, ClusterLabels.NodeRestrictionDomain)
        || IsOfDomain(key, ClusterLabels.NodeDomain);

    private static bool IsOfDomain(string key, string domain)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && (key.AsSpan(0, slash).SequenceEqual(domain)
                || (key.AsSpan(0, slash).EndsWith(domain, StringComparison.Ordinal) && key[slash - domain.Length - 1] == '.'));
    }
}
