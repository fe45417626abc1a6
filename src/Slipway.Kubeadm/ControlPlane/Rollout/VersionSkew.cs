using System.Collections.Immutable;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>
/// Whether Machines of the wanted version may stand beside those that there are: API servers of a cluster may differ by one minor version,
/// and what a newer one has stored an older one may not read. The webhook compares two specs; only the Machines tell what really runs.
/// </summary>
internal static class VersionSkew
{
    /// <summary>What forbids a Machine of the wanted version; null when nothing does.</summary>
    /// <param name="wanted">The control plane's <c>spec.version</c>.</param>
    /// <param name="machines">The Machines there are.</param>
    public static string? Problem(string? wanted, ImmutableArray<ControlPlaneMachine> machines)
    {
        if (!KubernetesVersion.TryParse(wanted, out var target))
        {
            return machines.IsEmpty ? null : $"spec.version: \"{wanted}\" is not a version such as v1.31.0";
        }

        var joined = machines
            .Where(m => m is { IsDeleting: false, NodeName: not null })
            .Select(m => (Machine: m, Version: KubernetesVersion.TryParse(m.Machine.Spec?.Version, out var version) ? version : target))
            .ToList();
        if (joined.Find(m => (m.Version.Major, m.Version.Minor).CompareTo((target.Major, target.Minor)) > 0) is { Machine: { } newer })
        {
            return $"spec.version: {wanted} is older than {newer.Machine.Spec!.Version} of Machine {newer.Name}, and a cluster cannot go back by a "
                + "minor version";
        }

        return joined.Find(m => m.Version.Major < target.Major || m.Version.Minor + 1 < target.Minor) is { Machine: { } older } behind
            ? $"spec.version: {wanted} skips a minor version: Machine {older.Name} has {older.Machine.Spec!.Version}, "
                + $"so v{behind.Version.Major}.{behind.Version.Minor + 1} comes first"
            : null;
    }
}
