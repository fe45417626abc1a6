using System.Collections.Immutable;
using Slipway.Api.Core.V1Beta2;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>Spreads Machines over the failure domains that may hold control planes.</summary>
internal static class FailureDomains
{
    /// <summary>The failure domains of a cluster that may hold control plane Machines, in the order listed.</summary>
    public static ImmutableArray<string> Eligible(Cluster? cluster) =>
        [.. (cluster?.Status?.FailureDomains ?? []).Where(d => d.ControlPlane == true).Select(d => d.Name!)];

    /// <summary>
    /// Where the next Machine goes: fewest that are as wanted, then fewest at all, then the first listed. Null when there are no domains.
    /// </summary>
    public static string? ForNew(ImmutableArray<string> domains, IReadOnlyCollection<ControlPlaneMachine> machines) => domains
        .Select((name, index) => (
            Name: name,
            UpToDate: machines.Count(m => m.FailureDomain == name && m is { IsUpToDate: true, IsDeleting: false }),
            All: machines.Count(m => m.FailureDomain == name),
            Index: index))
        .OrderBy(d => d.UpToDate).ThenBy(d => d.All).ThenBy(d => d.Index)
        .Select(d => d.Name)
        .FirstOrDefault();

    /// <summary>
    /// Which of the candidates goes: the oldest outside all known domains first; else one in the domain with the most candidates, on a
    /// tie with the most Machines; among them the oldest.
    /// </summary>
    public static ControlPlaneMachine ToRemove(
        ImmutableArray<string> domains, IReadOnlyCollection<ControlPlaneMachine> candidates, IReadOnlyCollection<ControlPlaneMachine> machines) => candidates
        .OrderBy(m => domains.IsEmpty || IsIn(domains, m))
        .ThenByDescending(m => IsIn(domains, m) ? candidates.Count(c => c.FailureDomain == m.FailureDomain) : 0)
        .ThenByDescending(m => IsIn(domains, m) ? machines.Count(c => c.FailureDomain == m.FailureDomain) : 0)
        .ThenBy(m => m.Created)
        .ThenBy(m => m.Name, StringComparer.Ordinal)
        .First();

    private static bool IsIn(ImmutableArray<string> domains, ControlPlaneMachine machine) => machine.FailureDomain is { } domain && domains.Contains(domain);
}
