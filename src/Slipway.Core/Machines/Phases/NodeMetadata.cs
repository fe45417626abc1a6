using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Objects;

namespace Slipway.Core.Machines.Phases;

/// <summary>What a Machine wants of its Node.</summary>
/// <param name="Labels">Labels that follow the Machine's; tracked, so that they go when the Machine's go.</param>
/// <param name="Annotations">Annotations that follow the Machine's; tracked likewise.</param>
/// <param name="Identity">Annotations that say whose Node it is.</param>
/// <param name="Outdated">Whether the Machine is of a revision that is being replaced.</param>
/// <param name="Taints">Taints that follow the Machine's; null to leave such taints alone.</param>
internal sealed record NodeMetadata(
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Annotations,
    ImmutableSortedDictionary<string, string> Identity,
    bool Outdated,
    IReadOnlyList<MachineTaint>? Taints = null)
{
    public static NodeMetadata Of(Machine machine, MachineOptions options, bool interruptible, bool outdated)
    {
        var labels = Select(machine.Metadata.Labels, key => IsNodeLabel(key) || IsAny(key, options.AdditionalNodeLabels));
        return new NodeMetadata(
            interruptible ? labels.SetItem(ClusterLabels.Interruptible, "") : labels,
            Select(machine.Metadata.Annotations, key =>
                IsOfDomain(key, ClusterLabels.NodeDomain) || IsAny(key, options.AdditionalNodeAnnotations)),
            IdentityOf(machine),
            outdated,
            options.TaintPropagation ? machine.Spec!.Taints ?? [] : null);
    }

    private static ImmutableSortedDictionary<string, string> IdentityOf(Machine machine)
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

        return identity.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Select(IDictionary<string, string>? all, Func<string, bool> predicate) =>
        (all ?? ImmutableDictionary<string, string>.Empty).Where(p => predicate(p.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static bool IsNodeLabel(string key) =>
        key.Split('/')[0] == ClusterLabels.NodeRolePrefix
        || IsOfDomain(key, ClusterLabels.NodeRestrictionDomain)
        || IsOfDomain(key, ClusterLabels.NodeDomain);

    private static bool IsOfDomain(string key, string domain)
    {
        var prefix = key.Split('/')[0];
        return prefix == domain || (prefix.EndsWith(domain, StringComparison.Ordinal) && prefix[^(domain.Length + 1)] == '.');
    }

    private static bool IsAny(string key, ImmutableArray<Regex> patterns) => patterns.Any(p => p.IsMatch(key));
}
