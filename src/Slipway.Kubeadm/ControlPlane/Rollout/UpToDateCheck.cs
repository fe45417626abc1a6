using System.Collections.Immutable;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.ControlPlane.Rollout;

/// <summary>Whether a Machine is as its control plane wants it, and if not, why.</summary>
internal static class UpToDateCheck
{
    /// <summary>The reasons to replace the Machine, as its condition UpToDate lists them; none when it is as wanted.</summary>
    /// <param name="kcp">The control plane.</param>
    /// <param name="machine">The Machine.</param>
    /// <param name="infrastructure">Its infrastructure machine's metadata; null when it was not found: nothing is concluded.</param>
    /// <param name="config">Its KubeadmConfig's spec; null when it was not found: nothing is concluded.</param>
    /// <param name="now">The time now.</param>
    public static ImmutableArray<string> Reasons(
        KubeadmControlPlane kcp, Machine machine, ObjectMetadata? infrastructure, KubeadmConfigSpec? config, DateTimeOffset now)
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        var spec = kcp.Spec!;
        if (CertificatesDue(kcp, machine) is { } due && due < now)
        {
            reasons.Add("Certificates will expire soon");
        }

        if (RolloutAfter(kcp) is { } after && after <= now && machine.Metadata.CreationTimestamp is { } created && Utc(created) < after)
        {
            reasons.Add("KubeadmControlPlane spec.rolloutAfter expired");
        }

        if (machine.Spec?.Version != spec.Version)
        {
            reasons.Add($"Version {machine.Spec?.Version}, {spec.Version} required");
        }

        if (config is not null && !ConfigComparison.AreEquivalent(config, spec.KubeadmConfigSpec, machine.Spec?.Version, spec.Version))
        {
            reasons.Add("KubeadmConfig is not up-to-date");
        }

        if (infrastructure is not null && spec.MachineTemplate?.Spec?.InfrastructureRef is { } template && IsFromOther(infrastructure, template))
        {
            reasons.Add($"{machine.Spec?.InfrastructureRef?.Kind} is not up-to-date");
        }

        return reasons.ToImmutable();
    }

    /// <summary>From when on the Machine is replaced because its certificates run out; null when it never is.</summary>
    public static DateTimeOffset? CertificatesDue(KubeadmControlPlane kcp, Machine machine) =>
        kcp.Spec!.Rollout?.Before?.CertificatesExpiryDays is { } days && machine.Status?.CertificatesExpiryDate is { } expiry
            ? Utc(expiry) - TimeSpan.FromDays(days)
            : null;

    /// <summary>From when on Machines made before are replaced; null when the user did not ask for that.</summary>
    public static DateTimeOffset? RolloutAfter(KubeadmControlPlane kcp) => kcp.Spec!.Rollout?.After is { } after ? Utc(after) : null;

    /// <summary>By where it was cloned from: a template's content is not to change. What does not say counts as matching.</summary>
    private static bool IsFromOther(ObjectMetadata infrastructure, ContractVersionedObjectReference template) =>
        infrastructure.Annotations.TryGetValue(ClusterAnnotations.ClonedFromName, out var name)
        && infrastructure.Annotations.TryGetValue(ClusterAnnotations.ClonedFromGroupKind, out var groupKind)
        && (name != template.Name || groupKind != $"{template.Kind}.{template.ApiGroup}");

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
