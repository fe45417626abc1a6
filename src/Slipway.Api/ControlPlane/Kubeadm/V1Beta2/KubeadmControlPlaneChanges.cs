using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

namespace Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

/// <summary>What may not change while a control plane runs.</summary>
internal static class KubeadmControlPlaneChanges
{
    private const string Configuration = "spec.kubeadmConfigSpec.clusterConfiguration";

    public static void Validate(KubeadmControlPlaneSpec old, KubeadmControlPlaneSpec now, ValidationContext context)
    {
        ValidateVersion(old.Version, now.Version, context);
        ValidateConfiguration(old.KubeadmConfigSpec?.ClusterConfiguration, now.KubeadmConfigSpec?.ClusterConfiguration, context);
    }

    private static void ValidateVersion(string? old, string? now, ValidationContext context)
    {
        if (old == now || !VersionChecks.TryParse(old, out var from) || !VersionChecks.TryParse(now, out var to))
        {
            return;
        }

        if (to.Major != from.Major || to.Minor > from.Minor + 1)
        {
            context.Forbidden(
                "spec.version",
                $"cannot go from {old} to {now}: kubeadm upgrades one minor version at a time; go to v{from.Major}.{from.Minor + 1} first");
        }
    }

    private static void ValidateConfiguration(ClusterConfiguration? old, ClusterConfiguration? now, ValidationContext context)
    {
        context.Immutable($"{Configuration}.certificatesDir", old?.CertificatesDir, now?.CertificatesDir);
        context.Immutable($"{Configuration}.controlPlaneEndpoint", old?.ControlPlaneEndpoint, now?.ControlPlaneEndpoint);
        context.Immutable(
            $"{Configuration}.caCertificateValidityPeriodDays",
            old?.CaCertificateValidityPeriodDays,
            now?.CaCertificateValidityPeriodDays);
        if ((old?.Etcd?.External is null) != (now?.Etcd?.External is null))
        {
            context.Forbidden($"{Configuration}.etcd.external", "cannot be added or removed: etcd's data would be left behind");
        }
    }
}
