using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Versions;

namespace Slipway.Core.Versions;

/// <summary>Counts the versions that Machines run.</summary>
internal static class VersionCount
{
    /// <summary>The versions of Machines: what the kubelet reports, else what is wanted. Null when there is none.</summary>
    public static List<StatusVersion>? Of(IEnumerable<Machine> machines) =>
        Of(machines.Select(m => m.Status?.NodeInfo?.KubeletVersion is { Length: > 0 } kubelet ? kubelet : m.Spec?.Version));

    /// <summary>Counts versions, one a machine; null of a machine that tells none. Null when there is none.</summary>
    public static List<StatusVersion>? Of(IEnumerable<string?> versions) =>
        Merge(versions.Select(v => new StatusVersion { Version = v, Replicas = 1 }));

    /// <summary>Adds up counts; lowest version first. Null when there is none.</summary>
    public static List<StatusVersion>? Merge(IEnumerable<StatusVersion> counts)
    {
        List<StatusVersion> merged =
        [
            .. counts
                .Where(c => c.Version is not null)
                .GroupBy(c => c.Version!, StringComparer.Ordinal)
                .Select(g => new StatusVersion { Version = g.Key, Replicas = g.Sum(c => c.Replicas ?? 0) })
                .OrderBy(c => KubernetesVersion.TryParse(c.Version, out var version) ? version : default)
                .ThenBy(c => c.Version, StringComparer.Ordinal),
        ];
        return merged.Count == 0 ? null : merged;
    }
}
